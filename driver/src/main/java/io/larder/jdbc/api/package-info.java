/**
 * What can a program ask of Larder? Unwrap a connection to {@code LarderConnection} for its {@code CacheStatistics}, with
 * {@code TrialFigures} of what was only tried, and to switch caching off for one session.
 */
@NullMarked
package io.larder.jdbc.api;

import org.jspecify.annotations.NullMarked;
