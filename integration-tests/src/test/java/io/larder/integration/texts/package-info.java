/** Does the analysis cut a text where the server cuts it? Random texts, which servers judge. */
@NullMarked
package io.larder.integration.texts;

import org.jspecify.annotations.NullMarked;
