package io.larder.testservers;

/**
 * A running Redis, shared by all tests of one JVM and stopped with it.
 *
 * @param source where it came from, for people: environment, Docker or embedded, with its version
 * @param uri {@code redis://host:port}, with user and password in it if it wants them
 * @param host name or address
 * @param port TCP port
 */
public record RedisServer(String source, String uri, String host, int port) {}
