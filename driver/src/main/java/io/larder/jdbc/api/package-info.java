/**
 * What can a program ask of Larder? Unwrap a connection to {@code LarderConnection} for its {@code CacheStatistics}.
 */
@NullMarked
package io.larder.jdbc.api;

import org.jspecify.annotations.NullMarked;
