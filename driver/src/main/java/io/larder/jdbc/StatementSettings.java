package io.larder.jdbc;

/** Placeholder: replaced by the hand-written class. */
final class StatementSettings {}
