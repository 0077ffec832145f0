/**
 * What does an application name in its configuration? The doors. {@code LarderDriver} and the {@code Larder…DataSource}s find the
 * database's driver with {@code DriverLookup} and {@code VendorDataSource}, and put the cache around its connections.
 *
 * <p>Behind them are floors, each of which knows those below and none above; only the doors and {@code api} are for users:
 *
 * <ul>
 *   <li>{@code warmup}: what is asked before the application asks.
 *   <li>{@code connection}: what is handed out, the JDBC objects.
 *   <li>{@code statement}: the way of a statement, from the cache or through the database.
 *   <li>{@code transaction}: what a transaction has written, and when the others are told.
 *   <li>{@code cache}: what all connections to one database share, and what is known of a session.
 *   <li>{@code database}: the port to one kind of database, with an implementation in {@code postgres}, {@code h2} and
 *       {@code mariadb}.
 *   <li>{@code config}: options, wherever they come from. {@code api}: what is told to programs.
 * </ul>
 */
@NullMarked
package io.larder.jdbc;

import org.jspecify.annotations.NullMarked;
