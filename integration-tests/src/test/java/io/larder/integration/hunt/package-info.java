/**
 * Does any process ever see the past? Several JVMs read and write counters through Larder while a {@code Hunt} stops, kills,
 * delays, cuts and empties what they depend on, one {@code Fault} after the other. What everybody agrees on is in one
 * {@code SharedRecord}, a file that all of them have mapped: there is no read after a write that anybody has seen acknowledged whose
 * answer may lie before it.
 *
 * <table>
 * <caption>Where to add what</caption>
 * <tr><td>a fault</td><td>a constant of {@code Fault}; what breaks connections, in {@code Link}</td></tr>
 * <tr><td>a way to write or read</td><td>{@code HuntedWriter}, {@code HuntedReader}</td></tr>
 * <tr><td>a figure of the summary</td><td>{@code Figure}, {@code HuntResult}</td></tr>
 * </table>
 */
@NullMarked
package io.larder.integration.hunt;

import org.jspecify.annotations.NullMarked;
