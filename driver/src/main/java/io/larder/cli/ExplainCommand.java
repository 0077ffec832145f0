package io.larder.cli;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = {
            "Says what Larder makes of a statement: what it reads or writes, whether its answers are kept, or why not.",
            "Does not run it. The same as EXPLAIN LARDER in a session of the application, but for what is in memory.",
            ""
        })
final class ExplainCommand implements Callable<Integer> {
    @Mixin
    private final Target target = new Target();

    @Mixin
    private final Output output = new Output();

    @Parameters(paramLabel = "<sql>", description = "One statement, in quotes.")
    private String sql = "";

    @Override
    public Integer call() throws SQLException {
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("EXPLAIN LARDER " + sql)) {
            List<Map<String, @Nullable Object>> all = new ArrayList<>();
            ResultSetMetaData columns = rows.getMetaData();
            while (rows.next()) {
                Map<String, @Nullable Object> row = new LinkedHashMap<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.put(columns.getColumnLabel(i), rows.getObject(i));
                }
                all.add(row);
            }
            if (output.json) {
                output.out().println(Json.of(all));
            } else {
                all.forEach(row -> output.out()
                        .println(row.values().stream().map(String::valueOf).collect(Collectors.joining("  "))));
            }
            return 0;
        }
    }
}
