package io.larder.integration.cells;

/**
 * One value in one column.
 *
 * @param name the column's name
 * @param type the column's type, as it is written in CREATE TABLE
 * @param literal the value, as it is written in INSERT
 */
record Sample(String name, String type, String literal) {}
