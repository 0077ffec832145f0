package io.larder.jdbc.database;

/**
 * What the next execution of a query would give if it reached the driver.
 *
 * @param form the form in which the driver would hand over the answer; part of the key, since an answer is only given to
 *     executions of its form
 * @param replaceable whether an answer from the cache may take the execution's place; if not, the driver has to run it
 *     though the answer be known, because later executions depend on what it does
 */
public record NextExecution(String form, boolean replaceable) {}
