/**
 * What is told to those who watch? One table of metrics, from which the beans of JMX, the meters of Micrometer and
 * docs/monitoring are made.
 */
@NullMarked
package io.larder.jdbc.metrics;

import org.jspecify.annotations.NullMarked;
