package io.larder.cli;

import io.larder.jdbc.cache.LarderVersion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** All that can be typed. Exit codes: 0 done, 1 something is wrong, 2 not understood, 3 not reached. */
@Command(
        name = "larder",
        mixinStandardHelpOptions = true,
        versionProvider = LarderCommand.Version.class,
        description = "Looks after Larder, the caching JDBC driver.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "java -jar finds the driver of the database, and Redisson, in the folder of the jar, or where --lib says",
            "(a jar or a folder, repeatable, anywhere in the line).",
            "",
            "Begin with:  java -jar larder-jdbc-<version>-all.jar doctor --url jdbc:postgresql://db/shop --user shop -p",
            "",
            "Exit codes: 0 done, 1 something is wrong, 2 not understood, 3 not reached"
        },
        subcommands = {
            DoctorCommand.class,
            WarmCommand.class,
            RecordCommand.class,
            ExplainCommand.class,
            StatsCommand.class,
            TopCommand.class,
            FlushCommand.class,
            HelpCommand.class
        })
public final class LarderCommand {
    static final int WRONG = 1;
    static final int NOT_REACHED = 3;

    private LarderCommand() {}

    /** Runs a command; returns its exit code. */
    public static int run(String... arguments) {
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        return run(out, err, arguments);
    }

    static CommandLine line() {
        return new CommandLine(new LarderCommand());
    }

    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = line().setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println("larder: " + firstLine(failure));
                    boolean unreached = failure instanceof SQLException sql
                            ? String.valueOf(sql.getSQLState()).startsWith("08")
                            : failure instanceof IOException;
                    return unreached ? NOT_REACHED : WRONG;
                });
        return line.execute(arguments);
    }

    static String firstLine(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        return message.lines().findFirst().orElse(message);
    }

    /** The version of the running code. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Larder " + LarderVersion.CURRENT.text()};
        }
    }
}
