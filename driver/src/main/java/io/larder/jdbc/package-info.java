/**
 * What does the application see? The JDBC surface, configuration, sessions and transactions.
 *
 * <p>The families, in the order in which a call comes by:
 *
 * <ul>
 *   <li>Doors: {@code LarderDriver} and the {@code Larder…DataSource}s, which find the database's driver with
 *       {@code DriverLookup} and {@code VendorDataSource}. {@code ConnectionOpener} asks where a fresh connection leads; the
 *       {@code Placement} that it finds puts the cache around it.
 *   <li>What is handed out: the {@code Caching…} classes, written by hand over the generated {@code Delegating…} ones, with
 *       {@code BindingPreparedStatement} between the two; the {@code Postgres…} classes, for programs that cast.
 *   <li>The way of a statement: {@code StatementRunner}, {@code ReadPath}; what it is asked by: {@code BoundParameters},
 *       {@code ParameterValue}, {@code StatementSettings}, {@code AnswerForm}, {@code Session}.
 *   <li>Transactions: {@code TransactionScope} for one connection ({@code TransactionByText}: by statements),
 *       {@code FailedStatements} for outcomes that are not known, {@code PhysicalTransaction} for what outlives the
 *       connection, {@code CachingXAResource} for branches of global ones, {@code OwnTransaction} for Larder's own queries.
 *   <li>What all connections to one database share: {@code CachedDatabase}, found in {@code DatabaseRegistry}, with its
 *       {@code Schema} and {@code Statistics}; {@code KnownDatabases} lists what is known of each kind of database.
 *   <li>What is told to people: {@code CacheStatistics}, {@code Events}, {@code LarderVersion}.
 * </ul>
 */
@NullMarked
package io.larder.jdbc;

import org.jspecify.annotations.NullMarked;
