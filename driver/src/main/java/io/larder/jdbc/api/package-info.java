/**
 * What a program can ask of Larder: unwrap a connection to {@code LarderConnection} for its {@code CacheStatistics}.
 */
@NullMarked
package io.larder.jdbc.api;

import org.jspecify.annotations.NullMarked;
