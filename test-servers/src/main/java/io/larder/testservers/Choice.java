package io.larder.testservers;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where one server may come from, in order of preference.
 *
 * @param name what it is called in messages
 * @param variable the environment variable that names a server of the user's own
 * @param fromUrl makes it from that variable's value
 * @param docker starts it with Testcontainers, which need not be on the class path
 * @param embedded starts it from binaries on the class path
 * @param source tells where a server came from
 */
record Choice<S>(
        String name,
        String variable,
        Function<String, S> fromUrl,
        Supplier<Optional<S>> docker,
        Supplier<S> embedded,
        Function<S, String> source) {

    S take() {
        try {
            S server = choose();
            System.err.println("[test-servers] " + name + ": " + source.apply(server));
            return server;
        } catch (ServerUnavailableException e) {
            throw new ServerUnavailableException(
                    "No " + name + ": " + e.getMessage() + "\nTo use a server of your own, set " + variable, e);
        }
    }

    private S choose() {
        String url = System.getenv(variable);
        if (url != null && !url.isBlank()) {
            return fromUrl.apply(url);
        }
        return fromDocker().orElseGet(embedded);
    }

    private Optional<S> fromDocker() {
        try {
            Class.forName("org.testcontainers.containers.GenericContainer", false, Choice.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        }
        return docker.get();
    }
}
