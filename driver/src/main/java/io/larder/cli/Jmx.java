package io.larder.cli;

import java.io.IOException;
import java.util.Map;
import javax.management.remote.JMXConnector;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running process. */
final class Jmx {
    @Option(
            names = {"-j", "--jmx"},
            required = true,
            paramLabel = "<host:port>",
            description = {
                "Where the running process listens for JMX (-Dcom.sun.management.jmxremote.port=…),",
                "or a service:jmx: URL. Another process's memory is not seen by a connection."
            })
    String address = "";

    @Option(
            names = {"-U", "--user"},
            paramLabel = "<name>",
            description = "Where that process asks for one.")
    @Nullable
    String user;

    @Option(
            names = {"-p", "--password"},
            paramLabel = "<password>",
            arity = "0..1",
            interactive = true,
            description = "Asked for if no value is given; else from the environment: JMX_PASSWORD.")
    @Nullable
    String password = System.getenv("JMX_PASSWORD");

    Beans beans() throws IOException {
        return user == null ? Beans.of(address, Map.of()) : Beans.of(address, credentials(user));
    }

    private Map<String, Object> credentials(String name) {
        return Map.of(JMXConnector.CREDENTIALS, new String[] {name, password == null ? "" : password});
    }
}
