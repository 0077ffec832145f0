/**
 * Would the application have noticed? Two identical databases, one driven bare and one through Larder, are given the same
 * random statements, and every answer and every error must be the same.
 */
@NullMarked
package io.larder.integration.lockstep;

import org.jspecify.annotations.NullMarked;
