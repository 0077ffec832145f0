/** May this answer still be served? Tables, clocks and intents; no JDBC, no Redis, no bytes. */
@NullMarked
package io.larder.invalidation;

import org.jspecify.annotations.NullMarked;
