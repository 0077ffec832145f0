package io.larder.cli;

import java.io.Console;
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
        return !json && isTerminal() && !"dumb".equals(System.getenv("TERM"));
    }

    /** From Java 22 on there is a console where there is no terminal as well, which says so. */
    @SuppressWarnings("SystemConsoleNull")
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException before22) {
            return true;
        }
    }
}
