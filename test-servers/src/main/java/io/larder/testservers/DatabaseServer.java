package io.larder.testservers;

/**
 * A running database server, shared by all tests of one JVM and stopped with it.
 *
 * @param source where it came from, for people: environment, Docker or embedded, with its version
 * @param jdbcUrl a URL of the driver's own, with user and password in it, of a database that tests must leave alone
 * @param host name or address
 * @param port TCP port
 */
public record DatabaseServer(String source, String jdbcUrl, String host, int port) {}
