/**
 * How do several processes agree on what may be served? Leases, intents, acknowledgements: the rules that
 * {@code src/model/Coherence.tla} states and TLC checks.
 */
@NullMarked
package io.larder.invalidation.hub;

import org.jspecify.annotations.NullMarked;
