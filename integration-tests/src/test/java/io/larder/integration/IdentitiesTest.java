package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Tenants by search path, schema, database, role, setting and user ask the same texts, each pair in turns, and one session
 * that changes from each to each other: everybody gets his own rows. To add an identity, add a line.
 */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class IdentitiesTest extends Histories {
    /**
     * Who somebody is.
     *
     * @param become what makes him so
     * @param back what makes him nobody again
     */
    private record Identity(List<String> become, List<String> back) {
        Identity(String become, String back) {
            this(statements(become), statements(back));
        }

        private static List<String> statements(String text) {
            return text.isEmpty() ? List.of() : List.of(text.split("; "));
        }
    }

    private final String role = "i" + Long.toUnsignedString(System.nanoTime(), 36);
    private final Map<String, Identity> identities = new LinkedHashMap<>();

    IdentitiesTest(TestDatabase database) {
        super(database);
        identities.put("nobody", new Identity("", ""));
        switch (database) {
            case POSTGRESQL -> postgres();
            case H2 -> h2();
            case MARIADB -> mariadb();
        }
    }

    private void postgres() {
        String back = "discard all";
        identities.put("in a", new Identity("set search_path to place_a", back));
        identities.put("in b first", new Identity("set search_path to place_b, place_a, public", back));
        identities.put("one", new Identity("set role " + role + "_1", "reset role"));
        identities.put("two", new Identity("set role " + role + "_2", "set role none"));
        identities.put("tenant a", new Identity("set app.tenant = 'a'; set role " + role + "_1", back));
        identities.put("tenant b", new Identity("set app.tenant = 'b'; set role " + role + "_1", back));
        identities.put("b of two", new Identity("set app.tenant = 'b'; set role " + role + "_2", back));
        identities.put("authorized", new Identity("set session authorization " + role + "_1", back));
        identities.put(
                "secured", new Identity("set row_security to off; set session authorization " + role + "_2", back));
        identities.put("in Tokyo", new Identity("set time zone 'Asia/Tokyo'", "set time zone default"));
    }

    private void h2() {
        String path = "set schema_search_path public";
        identities.put("nobody", new Identity(path, path));
        identities.put("in a", new Identity(path + "; set schema place_a", "set schema public"));
        identities.put("in b first", new Identity("set schema_search_path place_b, place_a", path));
        identities.put("in Tokyo", new Identity("set time zone 'Asia/Tokyo'", "set time zone local"));
    }

    private void mariadb() {
        identities.put("quoting", new Identity("set sql_mode = 'ANSI_QUOTES'", "set sql_mode = default"));
        identities.put("limited", new Identity("set sql_select_limit = 1", "set sql_select_limit = default"));
        identities.put(
                "exact",
                new Identity(
                        "set collation_connection = utf8mb4_bin", "set collation_connection = utf8mb4_general_ci"));
        identities.put("in Tokyo", new Identity("set time_zone = '+09:00'", "set time_zone = default"));
        identities.put("tenant a", new Identity("set @tenant = 'a'", "set @tenant = null"));
    }

    @Override
    List<String> schema() {
        List<String> schema = new ArrayList<>(List.of(
                "create table event (at timestamp" + (database == TestDatabase.MARIADB ? "" : " with time zone") + ")",
                "insert into event values ('2024-06-01 12:00:00')"));
        if (database != TestDatabase.MARIADB) {
            for (String place : List.of("place_a", "place_b")) {
                schema.add("create schema " + place);
                schema.add("create table " + place + ".item (id int primary key, name varchar(100))");
                schema.add("insert into " + place + ".item values (1, '" + place + "')");
            }
        }
        if (database == TestDatabase.POSTGRESQL) {
            schema.addAll(List.of(
                    "create role " + role + "_1",
                    "create role " + role + "_2",
                    "create table tenant (name text, owner name, secret text)",
                    "insert into tenant values ('a', '" + role + "_1', 'a1'), ('b', '" + role + "_1', 'b1'),"
                            + " ('b', '" + role + "_2', 'b2')",
                    "alter table tenant enable row level security",
                    "create policy own on tenant using (name = current_setting('app.tenant', true) and owner = current_user)",
                    "grant select on tenant, event to " + role + "_1, " + role + "_2",
                    "grant select on item to " + role + "_1"));
        }
        return schema;
    }

    private List<String> queries() {
        List<String> queries = new ArrayList<>(List.of(ITEMS, "select at from event"));
        switch (database) {
            case POSTGRESQL ->
                queries.addAll(List.of("select secret from tenant order by secret", "select count(*) from tenant"));
            case H2 -> queries.add("select name from item where id = 1");
            case MARIADB ->
                queries.addAll(List.of(
                        "select \"name\" from item order by id",
                        "select count(*) from item where 'A' = 'a'",
                        "select id from item where @tenant = 'a' order by id"));
        }
        return queries;
    }

    @Test
    void nobodyGetsWhatIsAnothers() throws SQLException {
        List<Somebody> all = new ArrayList<>();
        for (Map.Entry<String, Identity> identity : identities.entrySet()) {
            Client bare = connected(bareUrl());
            become(bare, identity.getValue());
            Client client = client();
            become(client, identity.getValue());
            all.add(new Somebody(identity.getKey(), identity.getValue(), client, answers(bare)));
        }
        for (Somebody one : all) {
            for (Somebody other : all.subList(all.indexOf(one) + 1, all.size())) {
                assertThat(answers(one.client())).as(one.name()).isEqualTo(one.own());
                assertThat(answers(other.client()))
                        .as("%s after %s", other.name(), one.name())
                        .isEqualTo(other.own());
                become(alice, one.identity());
                assertThat(answers(alice)).as(one.name()).isEqualTo(one.own());
                back(alice, one.identity());
                become(alice, other.identity());
                assertThat(answers(alice))
                        .as("%s, before %s", other.name(), one.name())
                        .isEqualTo(other.own());
                back(alice, other.identity());
                alice.ask(ITEMS);
                assertThat(alice.served(ITEMS)).as("after %s", other.name()).isEqualTo(truth.ask(ITEMS));
            }
        }
        assertThat(all.stream().map(Somebody::own).distinct().count())
                .as("different worlds")
                .isGreaterThan(1);
    }

    /** Who has one identity all the time, and what the bare driver answers to it. */
    private record Somebody(String name, Identity identity, Client client, List<String> own) {}

    private static void become(Client client, Identity identity) throws SQLException {
        for (String statement : identity.become()) {
            client.run(statement);
        }
    }

    private static void back(Client client, Identity identity) throws SQLException {
        for (String statement : identity.back()) {
            client.run(statement);
        }
    }

    private List<String> answers(Client client) {
        List<String> answers = new ArrayList<>();
        for (String query : queries()) {
            try {
                answers.add(client.ask(query).toString());
            } catch (SQLException failure) {
                answers.add(Notation.failure(failure));
            }
        }
        return answers;
    }
}
