package io.larder.integration.reads;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TestDatabase;
import io.larder.integration.reads.Corpus.Query;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.LockTable.LockedTable;
import io.larder.jdbc.postgres.PostgresSupport;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlanner;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A thousand queries of which PostgreSQL says, by the locks that it takes, what it reads: each one that Larder would keep
 * the answer of reads nothing that Larder does not know of.
 */
class ReadSetsTest {
    private final PostgresSupport support = new PostgresSupport();
    private final StatementPlanner planner = new StatementPlanner(support.dialect(), 5_000);
    private final List<String> invalid = new ArrayList<>();
    private Connection connection;
    private SchemaModel schema;

    @BeforeEach
    void createSchema() throws SQLException {
        connection = DriverManager.getConnection(TestDatabase.POSTGRESQL.create());
        try (Statement statement = connection.createStatement()) {
            for (String sql : Corpus.schema()) {
                statement.execute(sql);
            }
        }
        schema = support.readSchema(connection);
        connection.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void nothingIsReadThatLarderDoesNotKnowOf() throws SQLException {
        Map<String, Integer> refused = new TreeMap<>();
        List<String> missed = new ArrayList<>();
        int asked = 0;
        int cacheable = 0;
        int superfluous = 0;
        for (Query query : Corpus.queries()) {
            if (query.since() > connection.getMetaData().getDatabaseMajorVersion()) {
                continue;
            }
            asked++;
            Set<TableName> locked = locked(query);
            ReadSet known = readSet(query);
            if (known.notCacheable().isPresent()) {
                refused.merge(known.notCacheable().get().name(), 1, Integer::sum);
                continue;
            }
            cacheable++;
            superfluous += locked.containsAll(known.tables()) ? 0 : 1;
            Set<TableName> hidden = new HashSet<>(locked);
            hidden.removeAll(known.tables());
            if (!hidden.isEmpty()) {
                missed.add(hidden + " of " + query.sql());
            }
        }
        System.out.printf(
                "[reads] %d queries, %d cacheable, %d of them with a table too many, %d with one too few; not cacheable: %s%n",
                asked, cacheable, superfluous, missed.size(), refused);

        assertThat(invalid).isEmpty();
        assertThat(missed).isEmpty();
        assertThat(asked).isGreaterThanOrEqualTo(1_000);
        assertThat(cacheable).isGreaterThan(asked * 6 / 10);
    }

    @Test
    void whatIsReadBelowANameIsSeen() throws SQLException {
        assertThat(locked(new Query("select * from v_deep", List.of(), 0)))
                .extracting(TableName::name)
                .contains("v_item", "item", "stock", "sale_new_east");
        assertThat(locked(new Query("select user_sum(1)", List.of(), 0)))
                .extracting(TableName::name)
                .containsExactly("stock");
    }

    @Test
    void whatReadsByATextIsNotCached() throws SQLException {
        for (Query query : Corpus.disguised()) {
            locked(query);
            assertThat(readSet(query).notCacheable()).as(query.sql()).isPresent();
        }
        assertThat(invalid).isEmpty();
    }

    private ReadSet readSet(Query query) {
        StatementPlan plan = planner.plan(query.sql());
        if (!(plan instanceof Read read)) {
            return new ReadSet(Set.of(), Optional.of(BypassReason.STATEMENT_NOT_UNDERSTOOD));
        }
        return read.notCacheable().isPresent() ? new ReadSet(read.tables(), read.notCacheable()) : schema.readSet(read);
    }

    /** Executes the query, which must be valid, and returns what it has locked. */
    private Set<TableName> locked(Query query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query.sql())) {
            int at = 1;
            for (String parameter : query.parameters()) {
                statement.setObject(at++, parameter, Types.OTHER);
            }
            assertThat(statement.execute()).isTrue();
            return support.lockTable().orElseThrow().locked(connection).stream()
                    .map(LockedTable::table)
                    .collect(Collectors.toSet());
        } catch (SQLException e) {
            invalid.add(e.getMessage() + " in " + query.sql());
            return Set.of();
        } finally {
            connection.rollback();
        }
    }
}
