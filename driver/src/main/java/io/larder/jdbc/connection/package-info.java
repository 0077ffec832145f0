/**
 * What is handed out? The {@code Caching…} classes, written by hand over the generated {@code Delegating…} ones, with
 * {@code BindingPreparedStatement} between the two, and the {@code Postgres…} classes, for programs that cast.
 *
 * <p>{@code ConnectionOpener} asks where a fresh connection leads; the {@code Placement} that it finds puts the cache around it.
 * {@code CachingXAResource} follows the branches of global transactions.
 */
@NullMarked
package io.larder.jdbc.connection;

import org.jspecify.annotations.NullMarked;
