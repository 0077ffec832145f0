/** Is every answer right? Histories of two sessions on one database, told through JDBC as an application tells them. */
@NullMarked
package io.larder.integration;

import org.jspecify.annotations.NullMarked;
