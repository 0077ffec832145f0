/** Where are answers kept that several processes share? Bytes under names, and what must be true of them to be believed. */
@NullMarked
package io.larder.cache.shared;

import org.jspecify.annotations.NullMarked;
