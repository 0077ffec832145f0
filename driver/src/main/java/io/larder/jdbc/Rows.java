package io.larder.jdbc;

import java.sql.ResultSet;
import org.jspecify.annotations.Nullable;

/**
 * The rows that a query gave.
 *
 * @param rows the driver's own ResultSet; null if the driver gave none
 * @param replayed whether they came from the cache
 */
record Rows(@Nullable ResultSet rows, boolean replayed) {}
