/** Where do processes meet? Redis, through Redisson: the only package that knows either. Loaded only if Redis is asked for. */
@NullMarked
package io.larder.cache.redis;

import org.jspecify.annotations.NullMarked;
