package io.larder.cache.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an address of Redis.
 *
 * @param servers each as {@code redis://host:port} or {@code rediss://host:port}; one, unless it is a cluster or watched by
 *     Sentinels
 * @param master the name by which Sentinels know it; empty without them
 * @param database index; 0 unless another one is named
 */
record RedisAddress(
        Kind kind,
        List<String> servers,
        Optional<String> user,
        Optional<String> password,
        Optional<String> master,
        int database) {
    private static final Pattern FORM =
            Pattern.compile("(rediss?)(?:-(sentinel|cluster))?://(?:(.*)@)?([^/@?#]+)(?:/([^/?#]*))?(?:/([^/?#]*))?/?");
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;

    enum Kind {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    RedisAddress {
        servers = List.copyOf(servers);
    }

    /** @throws IllegalArgumentException if it is none; the message does not repeat it, because of the password */
    static RedisAddress parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new IllegalArgumentException("not an address of Redis");
        }
        Kind kind =
                form.group(2) == null ? Kind.SINGLE : form.group(2).equals("sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
        List<String> servers = Stream.of(form.group(4).split(",", -1))
                .map(server -> server(form.group(1), server, kind == Kind.SENTINEL ? SENTINEL_PORT : PORT))
                .toList();
        if (kind == Kind.SINGLE && servers.size() > 1) {
            throw new IllegalArgumentException("several servers: redis-cluster:// or redis-sentinel://?");
        }
        Optional<String> first = part(form.group(5));
        Optional<String> second = part(form.group(6));
        boolean sentinel = kind == Kind.SENTINEL;
        if (sentinel && first.isEmpty()) {
            throw new IllegalArgumentException("the name of the master is missing");
        }
        if (!sentinel && second.isPresent() || kind == Kind.CLUSTER && first.isPresent()) {
            throw new IllegalArgumentException("the path has too many parts");
        }
        Optional<String> credentials = part(form.group(3));
        return new RedisAddress(
                kind,
                servers,
                credentials
                        .filter(text1 -> text1.contains(":"))
                        .flatMap(both -> part(both.substring(0, both.indexOf(':')))),
                credentials.flatMap(both -> part(both.substring(both.indexOf(':') + 1))),
                sentinel ? first : Optional.empty(),
                (sentinel ? second : first).map(RedisAddress::database).orElse(0));
    }

    private static String server(String scheme, String server, int port) {
        boolean hasPort = server.matches(".*[^:\\[]:\\d{1,5}|\\[.*]:\\d{1,5}");
        if (server.isBlank() || server.endsWith(":")) {
            throw new IllegalArgumentException("a host is missing");
        }
        return scheme + "://" + (hasPort ? server : server + ":" + port);
    }

    private static Optional<String> part(@Nullable String encoded) {
        return encoded == null || encoded.isEmpty()
                ? Optional.empty()
                // A plus is a plus in a password.
                : Optional.of(URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static int database(String number) {
        if (!number.matches("\\d{1,6}")) {
            throw new IllegalArgumentException("the database is not a number");
        }
        return Integer.parseInt(number);
    }
}
