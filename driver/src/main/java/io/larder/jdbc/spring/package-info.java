/**
 * How does an application of Spring Boot get Larder by its URL alone? Loaded by Spring Boot only; nothing else in here needs
 * Spring.
 */
@NullMarked
package io.larder.jdbc.spring;

import org.jspecify.annotations.NullMarked;
