@NullMarked
package io.larder.cache.redis;

import org.jspecify.annotations.NullMarked;
