package io.larder.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where and how a command tells what it has to tell. */
final class Output {
    @Option(names = "--json", description = "As JSON, for programs.")
    boolean json;

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // By picocli, before a command runs.
    CommandSpec spec;

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    /** Returns whether somebody looks on who is no program. */
    boolean isWatched() {
        return !json && System.console() != null && !"dumb".equals(System.getenv("TERM"));
    }
}
