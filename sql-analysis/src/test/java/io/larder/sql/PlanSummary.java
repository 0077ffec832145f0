package io.larder.sql;

import java.util.TreeSet;
import java.util.stream.Collectors;

/** Plans as short lines, for tables of expectations. */
final class PlanSummary {
    private PlanSummary() {}

    static String of(StatementPlan plan) {
        if (plan instanceof StatementPlan.Read read) {
            String tables = read.tables().stream().map(TableName::name).sorted().collect(Collectors.joining(","));
            return "read " + tables
                    + read.notCacheable().map(reason -> " " + reason).orElse("");
        }
        if (plan instanceof StatementPlan.Write write) {
            TreeSet<String> changes = new TreeSet<>();
            TreeSet<String> others = new TreeSet<>();
            write.reads().forEach(table -> others.add(table.name()));
            for (TableChange change : write.changes()) {
                changes.add(change.kind() + " " + change.table().name());
                others.remove(change.table().name());
            }
            return "write " + String.join(" ", changes)
                    + (others.isEmpty() ? "" : " reads " + String.join(",", others));
        }
        if (plan instanceof StatementPlan.TransactionControl control) {
            return "transaction " + control.kind()
                    + (control.modes() ? " modes" : "")
                    + control.globalId().map(id -> " " + id).orElse("");
        }
        if (plan instanceof StatementPlan.SessionChange change) {
            return "session " + change.setting().orElse("*");
        }
        if (plan instanceof StatementPlan.Console console) {
            return "console " + console.verb() + console.words();
        }
        boolean failed = ((StatementPlan.Opaque) plan).reason().startsWith(StatementPlanner.FAILURE);
        return failed ? "failure" : "opaque";
    }
}
