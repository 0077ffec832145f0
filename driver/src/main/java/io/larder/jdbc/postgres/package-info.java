/**
 * What is particular to PostgreSQL and pgjdbc?
 *
 * <p>The door is {@code PostgresSupport}; each of its methods leads to one family:
 *
 * <ul>
 *   <li>Who is asking: {@code SessionQuery}, with {@code ServerProduct}, {@code BinaryFormats} and {@code ResultBuffer}.
 *   <li>What there is: {@code SchemaQuery} and {@code SchemaFacts}; the definitions of views and row security by
 *       {@code StoredQueries}, which reads {@code NodeTree}s and knows what {@code StoredNodes} mean. Whether it is still so:
 *       {@code SchemaVersion}, {@code ConfigurationLoads}; {@code RefutedFunctions}.
 *   <li>What a transaction has done: {@code LockQuery} (reads), {@code WrittenTables} (writes), {@code TracelessQuery} for
 *       asking that within it; {@code Outcome} of what failed.
 *   <li>Answers: {@code PostgresReplay} keeps {@code PostgresRows} ({@code Column}, {@code PackedTuples}) and gives them back;
 *       {@code ExecutionForms} says in which form the driver would have got them, {@code ReplaySelfTest} whether all that is
 *       exact; {@code DriverMembers} and {@code PreparedMembers} reach what pgjdbc keeps to itself. {@code BoundValues} are
 *       parameters of its own classes.
 *   <li>Doors to the driver: {@code HarmlessConnection} and the {@code Watched…} classes.
 * </ul>
 */
@NullMarked
package io.larder.jdbc.postgres;

import org.jspecify.annotations.NullMarked;
