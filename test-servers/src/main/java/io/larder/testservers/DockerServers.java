package io.larder.testservers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;

/**
 * Starts servers with Testcontainers, if Docker proves in time that it can.
 *
 * <p>A daemon that answers is not enough: where its registry is out of reach, a pull takes minutes to fail. So the whole
 * start has one bound, and when that was missed, nobody tries again for an hour.
 */
final class DockerServers {
    private static final Duration ANSWER = Duration.ofSeconds(15);
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofHours(1);

    private DockerServers() {}

    static Optional<DatabaseServer> postgres(int major) {
        String image = "postgres:" + major + "-alpine";
        Map<String, String> environment =
                Map.of("POSTGRES_PASSWORD", "larder", "POSTGRES_INITDB_ARGS", "--no-locale --encoding=UTF8");
        String[] command = EmbeddedPostgres.SETTINGS.toArray(String[]::new);
        return start(image, 5432, environment, command)
                .map(at -> new DatabaseServer(
                        "Docker " + image,
                        "jdbc:postgresql://" + at.address() + "/postgres?user=postgres&password=larder",
                        at.host(),
                        at.port()))
                .filter(server -> answers(() -> DatabaseServer.answers(server.jdbcUrl())));
    }

    static Optional<DatabaseServer> mariadb() {
        String image = "mariadb:11.4";
        return start(image, 3306, Map.of("MARIADB_ROOT_PASSWORD", "larder"), "--character-set-server=utf8mb4")
                .map(at -> new DatabaseServer(
                        "Docker " + image,
                        "jdbc:mariadb://" + at.address() + "/mysql?user=root&password=larder",
                        at.host(),
                        at.port()))
                .filter(server -> answers(() -> DatabaseServer.answers(server.jdbcUrl())));
    }

    static Optional<RedisServer> redis() {
        String image = "redis:7.4-alpine";
        return start(image, 6379, Map.of())
                .map(at -> new RedisServer("Docker " + image, "redis://" + at.address(), at.host(), at.port()))
                .filter(server -> answers(() -> EmbeddedRedis.answers(server.host(), server.port())));
    }

    private record Endpoint(String host, int port) {
        String address() {
            return host + ":" + port;
        }
    }

    private static Optional<Endpoint> start(
            String image, int port, Map<String, String> environment, String... command) {
        if (pausing()
                || !within(ANSWER, () -> DockerClientFactory.instance().isDockerAvailable())
                        .orElse(false)) {
            return Optional.empty();
        }
        return within(START, () -> {
            // Closed by Testcontainers when the JVM ends.
            @SuppressWarnings("resource")
            GenericContainer<?> container = new GenericContainer<>(image)
                    .withExposedPorts(port)
                    .withEnv(environment)
                    .withCommand(command);
            container.start();
            return new Endpoint(container.getHost(), container.getMappedPort(port));
        });
    }

    private static <T> Optional<T> within(Duration bound, Supplier<T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        result.complete(work.get());
                    } catch (RuntimeException | LinkageError e) {
                        result.completeExceptionally(e);
                    }
                },
                "test-servers-docker");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.of(result.get(bound.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            pause("no answer in " + bound.toSeconds() + " s");
        } catch (ExecutionException e) {
            pause(String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    /** A container's port is open before its server answers. */
    private static boolean answers(BooleanSupplier question) {
        return within(START, () -> {
                    while (!question.getAsBoolean()) {
                        LockSupport.parkNanos(POLL.toNanos());
                    }
                    return true;
                })
                .orElse(false);
    }

    private static boolean pausing() {
        try {
            Path mark = mark();
            return Files.exists(mark)
                    && Files.getLastModifiedTime(mark)
                            .toInstant()
                            .isAfter(Instant.now().minus(PAUSE));
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause(String why) {
        System.err.println("[test-servers] Docker is not used for an hour: " + why);
        try {
            Files.writeString(mark(), why);
        } catch (IOException e) {
            System.err.println("[test-servers] not remembered: " + e);
        }
    }

    private static Path mark() throws IOException {
        return ServerCache.root().resolve("docker-failed");
    }
}
