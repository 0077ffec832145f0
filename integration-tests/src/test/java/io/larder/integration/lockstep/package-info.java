/**
 * Would the application have noticed? Two identical databases, one driven bare and one through Larder, are given the same
 * random statements, and every answer and every error must be the same.
 *
 * <table>
 * <caption>Where to add what</caption>
 * <tr><td>a statement that all databases know</td><td>a line in a {@code Menu} of {@code RandomQueries},
 *     {@code RandomWrites}, {@code RandomDefinitions} or {@code RandomControl}</td></tr>
 * <tr><td>a statement, setting or object of one database</td><td>a line in its {@code Dialect}; objects of PostgreSQL in
 *     {@code PostgresParticulars}, what changes its schema in {@code PostgresDefinitions}</td></tr>
 * <tr><td>a type of columns</td><td>{@code ColumnType}, {@code RowReader}</td></tr>
 * <tr><td>another way to run a statement, or a method of a connection</td><td>{@code Step}, {@code JdbcSession}</td></tr>
 * <tr><td>another database</td><td>{@code Flavor}, a {@code Dialect}, {@code DatabasePair}, {@code SessionState.did}</td></tr>
 * </table>
 *
 * <p>Each statement must give the same answer on both sides, wherever rows lie on disk: it orders its rows in full, or its
 * template says that it does not. It must say which tables it may lock ({@code Vocabulary.writing}), so that no session waits
 * for another; and if it makes Larder forget all that it knows, it belongs to the wild ones ({@code Menu.addWild}).
 *
 * <p>{@code Round} draws a schema and steps from a seed and plays them in an {@code Arena}; at a {@code Difference} the
 * {@code Shrinker} looks for the shortest {@code Script} that still shows one. A script is told line by line, with the
 * session's name in front, and is a test as good as finished.
 */
@NullMarked
package io.larder.integration.lockstep;

import org.jspecify.annotations.NullMarked;
