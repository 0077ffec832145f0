/** Which real server does a test talk to, and who starts it? */
@NullMarked
package io.larder.testservers;

import org.jspecify.annotations.NullMarked;
