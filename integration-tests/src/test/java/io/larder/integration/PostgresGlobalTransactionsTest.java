package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.LarderXADataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;

/** Branches that outlive their connection, or are ended by another one: PostgreSQL allows it, H2 does not. */
class PostgresGlobalTransactionsTest extends GlobalTransactions {
    PostgresGlobalTransactionsTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void aBranchIsCommittedAfterItsConnectionWasReturned() throws Exception {
        XAConnection connection = open(dataSource);
        XAResource resource = connection.getXAResource();
        resource.start(branch, XAResource.TMNOFLAGS);
        try (Client client = new Client(connection.getConnection())) {
            client.run(UPDATE);
        }
        bob.warm(ITEMS);
        resource.end(branch, XAResource.TMSUCCESS);
        resource.commit(branch, true);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aReturnedConnectionForgetsNothingOfItsBranch() throws Exception {
        XAConnection connection = open(dataSource);
        XAResource resource = connection.getXAResource();
        resource.start(branch, XAResource.TMNOFLAGS);
        Client first = new Client(connection.getConnection());
        first.run(UPDATE);
        first.close();
        assertThatThrownBy(first::rollback).isInstanceOf(SQLException.class);
        bob.warm(ITEMS);
        try (Client second = new Client(connection.getConnection())) {
            assertThat(second.ask(ITEMS)).contains("1|plum");
        }
        resource.end(branch, XAResource.TMSUCCESS);
        resource.commit(branch, true);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aTwoPhaseCommitByAnotherConnectionIsSeen() throws Exception {
        XAConnection connection = updated();
        connection.getXAResource().prepare(branch);
        bob.ask(ITEMS);
        open(dataSource).getXAResource().commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aBranchIsRecoveredAndCommittedAfterItsConnectionDied() throws Exception {
        XAConnection connection = updated();
        connection.getXAResource().prepare(branch);
        connection.close();
        XAResource recovery = open(dataSource).getXAResource();
        Xid found = Arrays.stream(recovery.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .filter(xid -> Arrays.equals(xid.getGlobalTransactionId(), branch.getGlobalTransactionId()))
                .findFirst()
                .orElseThrow();
        recovery.commit(found, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aBranchThatIsNotKnownHereCommitsAnything() throws Exception {
        XAConnection elsewhere = updated(open(bareDataSource()));
        elsewhere.getXAResource().prepare(branch);
        bob.warm(ITEMS);
        open(dataSource).getXAResource().commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aBranchThatIsCommittedByTextIsSeen() throws Exception {
        updated().getXAResource().prepare(branch);
        bob.ask(ITEMS);
        String gid = truth.ask("select gid from pg_prepared_xacts where database = current_database()")
                .get(0);
        alice.run("commit prepared '" + gid + "'");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aPrepareWhoseAnswerIsLostMayStillBeCommitted() throws Exception {
        LarderXADataSource failing = new LarderXADataSource(losingAnswersOf("prepare"));
        failing.setOptions(Map.of("larder.orphanHold", "1s"));
        XAConnection connection = updated(open(failing));
        assertThatThrownBy(() -> connection.getXAResource().prepare(branch)).isInstanceOf(XAException.class);
        Meanwhile.until("the hold is over", () -> {
            long before = bob.cache().hits();
            assertThat(bob.ask(ITEMS)).contains("1|apple");
            return bob.cache().hits() > before;
        });
        open(dataSource).getXAResource().commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aRefusedCommitLeavesTheBranchPrepared() throws Exception {
        updated().getXAResource().prepare(branch);
        XAConnection busy = open(dataSource);
        Client local = new Client(busy.getConnection());
        local.begin();
        local.ask("select count(*) from pg_class");
        assertThatThrownBy(() -> busy.getXAResource().commit(branch, false)).isInstanceOf(XAException.class);
        local.rollback();
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        busy.getXAResource().commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void whatABranchSetsEndsWithIt() throws Exception {
        truth.run("create schema second");
        truth.run("create table second.item (id int, name text)");
        XAConnection connection = open(dataSource);
        Client client = new Client(connection.getConnection());
        connection.getXAResource().start(branch, XAResource.TMNOFLAGS);
        client.run("set local search_path to second");
        assertThat(client.ask(ITEMS)).isEmpty();
        assertThat(client.ask(ITEMS)).isEmpty();
        connection.getXAResource().end(branch, XAResource.TMSUCCESS);
        connection.getXAResource().commit(branch, true);
        assertThat(client.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void eachBranchHasItsOwnSnapshot() throws Exception {
        XAConnection connection = open(dataSource);
        Client client = new Client(connection.getConnection());
        client.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        for (String name : List.of("plum", "fig")) {
            BranchId next = BranchId.next();
            connection.getXAResource().start(next, XAResource.TMNOFLAGS);
            bob.ask(ITEMS);
            String before = bob.ask(ITEMS).get(0);
            assertThat(client.ask("select count(*) from item")).containsExactly("2");
            bob.run("update item set name = '" + name + "' where id = 1");
            bob.warm(ITEMS);
            assertThat(client.ask(ITEMS)).contains(before);
            connection.getXAResource().end(next, XAResource.TMSUCCESS);
            connection.getXAResource().commit(next, true);
        }
    }
}
