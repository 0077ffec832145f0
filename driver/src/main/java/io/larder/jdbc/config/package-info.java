/**
 * What did the user ask for? The options, where they may be written, and what is left for the database's own driver.
 */
@NullMarked
package io.larder.jdbc.config;

import org.jspecify.annotations.NullMarked;
