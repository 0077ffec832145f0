package io.larder.jdbc.config;

/**
 * What the user wrote for one option.
 *
 * @param name the option's full name as it was written, known or not
 * @param value the text as it was written
 * @param where where it was written, to be read after "in"
 */
public record GivenOption(String name, String value, String where) {}
