/**
 * What is in memory before anybody asks? Warm-ups: scripts of queries whose answers are loaded.
 *
 * <p>{@code WarmScript} is a script as it was read (with {@code Directives}, {@code ParameterForm} and {@code ValueKind}),
 * {@code WarmUp} is one run of it, at the {@code Pace} that the database allows, {@code WarmReport} what came of it.
 * {@code WarmDoor} is where a connection came in, {@code WarmUps} and {@code WarmSchedule} run what it asks for, and
 * {@code Recording} writes a script from what is in memory.
 */
@NullMarked
package io.larder.jdbc.warmup;

import org.jspecify.annotations.NullMarked;
