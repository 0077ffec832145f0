/** Do the frameworks that people use work, unchanged but for the URL? Small real applications, each told twice. */
@NullMarked
package io.larder.integration.stacks;

import org.jspecify.annotations.NullMarked;
