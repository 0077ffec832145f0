/** What does Larder change for a program that knows nothing of it? The demo: one shop, run bare and through Larder. */
@NullMarked
package io.larder.examples.shop;

import org.jspecify.annotations.NullMarked;
