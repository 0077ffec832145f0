package io.larder.cli;

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
}
