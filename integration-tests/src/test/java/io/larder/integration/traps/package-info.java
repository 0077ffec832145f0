/**
 * Which known traps does Larder walk into? Scripts in src/test/resources/traps tell what Alice and Bob do and what the database
 * answers; each is played on the bare driver and through Larder. docs/traps.md says how they are written.
 */
@NullMarked
package io.larder.integration.traps;

import org.jspecify.annotations.NullMarked;
