/**
 * Where does an answer come from? {@code StatementRunner} decides, of {@code Queries} by what
 * {@code Admission} says and the user {@code Wishes}; {@code ReadPath} looks into the cache and keeps what is missing,
 * {@code SharedReads} does so among processes. {@code ShadowCheck} compares what was kept with what the database says, and
 * {@code DryRun} only counts what would be.
 *
 * <p>A statement is asked with {@code BoundParameters} and {@code StatementSettings}, which make its {@code AnswerForm}.
 * {@code ObservedReads} runs a query so that its locks are seen, {@code RowsOfTables} says whether a row proves that a table was
 * looked into.
 */
@NullMarked
package io.larder.jdbc.statement;

import org.jspecify.annotations.NullMarked;
