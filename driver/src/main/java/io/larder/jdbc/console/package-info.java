/**
 * What does the application ask Larder itself? {@code Console} takes texts that no database understands, such as
 * {@code SHOW LARDER STATUS}, and makes of each a query for rows of constants ({@code ConstantRows}), which the application's
 * own statement then runs: so that its results are those of the database's driver in every respect. {@code PreparedAnswer}
 * does so at each execution of a prepared statement.
 *
 * <p>{@code Topic} lists what can be shown, each by a {@code View}; {@code Explanation} is one as well. {@code Flush},
 * {@code WarmStart} and {@code SessionSwitch} change something. {@code WarmUp} is what warm-up scripts tell the console.
 */
@NullMarked
package io.larder.jdbc.console;

import org.jspecify.annotations.NullMarked;
