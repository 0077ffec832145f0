package io.larder.integration;

import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Alice, who goes through steps in some order, and Bob, who looks at the items after each: bare or through Larder. */
final class Orders implements AutoCloseable {
    private final String url;
    private final String name;
    private final int isolation;
    Client alice;
    final Client bob;

    @Nullable
    Savepoint savepoint;

    private final List<String> notes = new ArrayList<>();
    private int names;

    /** @param url of a database of its own */
    Orders(String url, int isolation) throws SQLException {
        this.url = url;
        this.name = url.replaceFirst("[?;].*", "").replaceFirst(".*[/:]", "");
        this.isolation = isolation;
        bob = Client.connect(url);
        bob.run("create table item (id int primary key, name varchar(100))");
        bob.run("insert into item values (1, 'apple'), (2, 'pear')");
        bob.run("create table extra (id int primary key)");
        bob.run("insert into extra values (1)");
        alice = connected();
    }

    private Client connected() throws SQLException {
        Client client = Client.connect(url);
        client.connection.setTransactionIsolation(isolation);
        return client;
    }

    void reconnect() throws SQLException {
        alice.close();
        alice = connected();
    }

    Savepoint savepoint() throws SQLException {
        if (savepoint == null) {
            throw new SQLException("there was no savepoint");
        }
        return savepoint;
    }

    String nextName() {
        return "name " + ++names;
    }

    void note(List<String> rows) {
        notes.add(" Alice sees " + rows);
    }

    /** Returns all that was seen on the way. The way back to the beginning is part of it. */
    List<String> follow(List<OrderStep> steps) throws SQLException {
        notes.clear();
        names = 0;
        savepoint = null;
        steps.forEach(this::take);
        take(OrderStep.READ);
        step(OrderStep.TEXT_ROLLBACK);
        step(OrderStep.READ_WRITE);
        step(OrderStep.AUTOCOMMIT_ON);
        bob.run("update item set name = case id when 1 then 'apple' else 'pear' end");
        take(OrderStep.READ);
        return List.copyOf(notes);
    }

    private void step(OrderStep step) {
        notes.add(step.name());
        try {
            step.take(this);
        } catch (SQLException failure) {
            notes.add(" " + Notation.failure(failure).replace(name, "db"));
        }
    }

    private void take(OrderStep step) {
        step(step);
        try {
            notes.add(" Bob sees " + bob.ask(Histories.ITEMS));
        } catch (SQLException failure) {
            notes.add(" Bob: " + Notation.failure(failure));
        }
    }

    /** Makes what a walk may have left behind new: settings of the session, tables. */
    void renew() throws SQLException {
        reconnect();
        bob.run("drop table if exists more");
    }

    /** Returns how many queries of these sessions were served. */
    long hits() throws SQLException {
        return bob.cache().hits();
    }

    @Override
    public void close() throws SQLException {
        alice.close();
        bob.close();
    }
}
