package io.larder.examples.shop;

import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What the command line asks for; {@code usage.txt} explains it. */
record DemoOptions(
        @Nullable String url,
        @Nullable String user,
        @Nullable String password,
        int seconds,
        int threads,
        int writePercent,
        long seed,
        boolean warm,
        boolean help) {
    private static final int USUAL_WRITES = 10;
    private static final int NOT_SAID = -1;

    private static final String OWN_PREFIX = "jdbc:postgresql:";

    /** Thrown for a command line that is not understood; the message says what and why. */
    static final class BadOptions extends Exception {
        private static final long serialVersionUID = 1L;

        BadOptions(String message) {
            super(message);
        }
    }

    static DemoOptions parse(String... arguments) throws BadOptions {
        DemoOptions options = new DemoOptions(null, null, null, 20, 4, NOT_SAID, 42, false, false);
        Iterator<String> rest = Arrays.asList(arguments).iterator();
        while (rest.hasNext()) {
            options = options.with(rest.next(), rest);
        }
        if (options.url == null && (options.user != null || options.password != null)) {
            throw new BadOptions("--user and --password belong to --url");
        }
        return options.writePercent == NOT_SAID ? options.withWrites(options.warm ? 0 : USUAL_WRITES) : options;
    }

    private DemoOptions withWrites(int percent) {
        return new DemoOptions(url, user, password, seconds, threads, percent, seed, warm, help);
    }

    /** Returns the same with traffic of another kind: other visitors, of the same habits. */
    DemoOptions withSeed(long other) {
        return new DemoOptions(url, user, password, seconds, threads, writePercent, other, warm, help);
    }

    private DemoOptions with(String name, Iterator<String> rest) throws BadOptions {
        return switch (name) {
            case "--help" -> new DemoOptions(url, user, password, seconds, threads, writePercent, seed, warm, true);
            case "--warm" -> new DemoOptions(url, user, password, seconds, threads, writePercent, seed, true, help);
            case "--url" ->
                new DemoOptions(
                        url(value(name, rest)), user, password, seconds, threads, writePercent, seed, warm, help);
            case "--user" ->
                new DemoOptions(url, value(name, rest), password, seconds, threads, writePercent, seed, warm, help);
            case "--password" ->
                new DemoOptions(url, user, value(name, rest), seconds, threads, writePercent, seed, warm, help);
            case "--seconds" ->
                new DemoOptions(
                        url, user, password, (int) number(name, rest, 1, 600), threads, writePercent, seed, warm, help);
            case "--threads" ->
                new DemoOptions(
                        url, user, password, seconds, (int) number(name, rest, 1, 64), writePercent, seed, warm, help);
            case "--writes" ->
                new DemoOptions(
                        url, user, password, seconds, threads, (int) number(name, rest, 0, 100), seed, warm, help);
            case "--seed" ->
                new DemoOptions(
                        url,
                        user,
                        password,
                        seconds,
                        threads,
                        writePercent,
                        number(name, rest, Long.MIN_VALUE, Long.MAX_VALUE),
                        warm,
                        help);
            default -> throw new BadOptions("unknown option: " + name);
        };
    }

    private static String value(String name, Iterator<String> rest) throws BadOptions {
        if (!rest.hasNext()) {
            throw new BadOptions(name + " wants a value");
        }
        return rest.next();
    }

    private static String url(String value) throws BadOptions {
        if (!value.startsWith(OWN_PREFIX)) {
            throw new BadOptions("--url wants the bare driver's URL, " + OWN_PREFIX + "//host/database; not " + value);
        }
        return value;
    }

    private static long number(String name, Iterator<String> rest, long least, long most) throws BadOptions {
        String value = value(name, rest);
        try {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw new BadOptions(name + " wants a whole number from " + least + " to " + most + "; not " + value);
    }
}
