/** Would an application notice? The same short programs on the bare driver and through Larder. */
@NullMarked
package io.larder.integration.surface;

import org.jspecify.annotations.NullMarked;
