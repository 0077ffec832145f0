package io.larder.testservers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The user that a database server runs as: PostgreSQL refuses to be root, as which containers and CI often run tests.
 *
 * @param name goes into the name of data directories, which belong to that user
 * @param prefix what to put before a command to run it as that user
 */
record ServerUser(String name, List<String> prefix) {
    private static final List<ServerUser> WAYS_DOWN_FROM_ROOT = List.of(
            new ServerUser("setpriv", List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups")),
            new ServerUser("nobody", List.of("su", "-s", "/bin/sh", "-c", "exec \"$0\" \"$@\"", "--", "nobody")),
            // Last, because the default seccomp profile of Docker forbids it.
            new ServerUser("unshare", List.of("unshare", "-U")));

    ServerUser {
        prefix = List.copyOf(prefix);
    }

    /** Ourselves, or as root the first other user that a command can be run as. */
    static ServerUser choose() {
        if (!System.getProperty("user.name").equals("root")) {
            return new ServerUser("self", List.of());
        }
        return WAYS_DOWN_FROM_ROOT.stream()
                .filter(ServerUser::works)
                .findFirst()
                .orElseThrow(() -> new ServerUnavailableException(
                        "PostgreSQL does not run as root, and neither setpriv, su nor unshare gave another user"));
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix);
        all.addAll(command);
        return all;
    }

    private boolean works() {
        try {
            Process id = new ProcessBuilder(command(List.of("id", "-u")))
                    .redirectErrorStream(true)
                    .start();
            id.getOutputStream().close();
            String uid = new String(id.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return id.waitFor(10, TimeUnit.SECONDS)
                    && id.exitValue() == 0
                    && !uid.trim().equals("0");
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
