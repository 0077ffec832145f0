package io.larder.jdbc.console;

import io.larder.invalidation.hub.Node;
import io.larder.invalidation.hub.NodeId;
import io.larder.invalidation.hub.Reply;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** {@code SHOW LARDER NODES}. Asks Redis, and waits for it as long as its time-outs allow. */
final class NodesView implements View {
    /** No log gets there. */
    private static final long BEYOND_THE_END = 1L << 50;

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("node", "the name that the process has given itself when it started"),
                Column.text("this_process", "`yes` for the one that answers"),
                Column.text("serves", "`no` while it serves nothing, so that nobody waits for it"),
                Column.number("applied", "up to which place in the log it knows of all changes"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER NODES");
        Node node = request.at().database().coordination().node();
        return node == null ? List.of() : rows(leases(node), node.id());
    }

    /** None are known while Redis does not answer: STATUS says so. */
    private static Map<NodeId, Long> leases(Node node) {
        Reply<Map<NodeId, Long>> reply = node.leases();
        return reply instanceof Reply.Done<Map<NodeId, Long>> done ? done.value() : Map.of();
    }

    private static List<Row> rows(Map<NodeId, Long> leases, NodeId self) {
        return leases.entrySet().stream()
                .sorted(Comparator.comparing(lease -> lease.getKey().value()))
                .map(lease -> Row.of(
                        lease.getKey().value(),
                        lease.getKey().equals(self) ? "yes" : "no",
                        serves(lease.getValue()) ? "yes" : "no",
                        serves(lease.getValue()) ? lease.getValue() : null))
                .toList();
    }

    private static boolean serves(long applied) {
        return applied < BEYOND_THE_END;
    }
}
