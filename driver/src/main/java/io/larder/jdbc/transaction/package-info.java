/**
 * What has a transaction written, and when are the others told?
 *
 * <p>{@code TransactionScope} is the front, for one connection; {@code PhysicalTransaction} is the state, which outlives the
 * connections that are handed out for a pooled one. {@code TransactionEnd} announces and commits, {@code FailedStatements} says
 * what a failure leaves of that, {@code TransactionSnapshot} follows REPEATABLE READ, {@code TransactionByText} BEGIN, COMMIT and
 * SET as statements. {@code UnprovenStatements} runs code of users, {@code WriteSet} asks what it has written, and
 * {@code WrappedStatement} is a transaction around one statement. docs/architecture.md has a drawing of it.
 */
@NullMarked
package io.larder.jdbc.transaction;

import org.jspecify.annotations.NullMarked;
