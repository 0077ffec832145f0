/**
 * What does the application see? The JDBC surface, configuration, sessions and transactions.
 *
 * <p>The families, in the order in which a call comes by:
 *
 * <ul>
 *   <li>Doors: {@code LarderDriver} and the {@code Larder…DataSource}s, which find the database's driver with
 *       {@code DriverLookup} and {@code VendorDataSource}. {@code ConnectionOpener} asks where a fresh connection leads; the
 *       {@code Placement} that it finds puts the cache around it, with the {@code Allowances} of its user.
 *   <li>What is handed out: the {@code Caching…} classes, written by hand over the generated {@code Delegating…} ones, with
 *       {@code BindingPreparedStatement} between the two; the {@code Postgres…} classes, for programs that cast.
 *   <li>The way of a statement: {@code StatementRunner}, {@code ReadPath}; what it is asked by: {@code BoundParameters},
 *       {@code ParameterValue}, {@code StatementSettings}, {@code AnswerForm}, {@code Session}.
 *   <li>What a query reads: {@code ReadProof} holds what is known of it, {@code ObservedReads} runs it so that its locks are
 *       seen, {@code RowsOfTables} says whether a row proves that a table was looked into.
 *   <li>Transactions: {@code TransactionScope} is the front, for one connection; {@code PhysicalTransaction} is the state,
 *       which outlives the connections that are handed out for a pooled one. {@code TransactionEnd} announces and commits,
 *       {@code FailedStatements} says what a failure leaves of that, {@code TransactionSnapshot} follows REPEATABLE READ,
 *       {@code UnprovenStatements} runs code of users and {@code WriteSet} asks what it has written.
 *       {@code TransactionByText} follows BEGIN, COMMIT and SET as statements, {@code CachingXAResource} branches of global
 *       transactions. docs/architecture.md has a drawing of it.
 *   <li>What Larder itself runs on a connection: {@code OwnTransaction}, its own queries between the application's
 *       transactions or within one; {@code WrappedStatement}, a transaction around one statement of the application's.
 *   <li>What all connections to one database share: {@code CachedDatabase}, found in {@code DatabaseRegistry}, with its
 *       {@code Schema}, {@code Statistics}, {@code QueryCosts} and {@code ConcurrentMisses} (who asks what another connection
 *       is asking waits for it); {@code KnownDatabases} lists what is known of each kind of database.
 *   <li>What is told to people: {@code LarderConnection} and its {@code CacheStatistics}, {@code Events},
 *       {@code LarderVersion}.
 * </ul>
 */
@NullMarked
package io.larder.jdbc;

import org.jspecify.annotations.NullMarked;
