/** Does the code keep the rules that we gave it? */
@NullMarked
package io.larder.rules;

import org.jspecify.annotations.NullMarked;
