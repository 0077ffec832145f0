package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.larder.jdbc.LarderXADataSource;
import java.util.List;
import java.util.Map;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Branches of global transactions (XA), as a transaction manager begins, prepares and ends them. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class GlobalTransactionHistoriesTest extends GlobalTransactions {
    GlobalTransactionHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aCommitInOnePhaseIsSeen() throws Exception {
        bob.warm(ITEMS);
        XAResource resource = updated().getXAResource();
        assertThat(bob.served(ITEMS)).contains("1|apple");
        resource.commit(branch, true);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aCommitInTwoPhasesIsSeen() throws Exception {
        bob.warm(ITEMS);
        XAResource resource = updated().getXAResource();
        assertThat(resource.prepare(branch)).isEqualTo(XAResource.XA_OK);
        resource.commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aPreparedBranchIsAnnouncedOnceMoreBeforeItsCommit() throws Exception {
        for (boolean elsewhere : new boolean[] {false, true}) {
            XAResource resource = updated().getXAResource();
            resource.prepare(branch);
            long before = bob.cache().invalidations();
            (elsewhere ? open(dataSource).getXAResource() : resource).commit(branch, false);
            assertThat(bob.cache().invalidations()).isEqualTo(before + 1);
        }
    }

    @Test
    void aPreparedBranchIsNotSeenBeforeItsCommit() throws Exception {
        bob.warm(ITEMS);
        XAResource resource = updated().getXAResource();
        resource.prepare(branch);
        assertThat(bob.answered(ITEMS)).contains("1|apple");
        assertThat(bob.answered(ITEMS)).contains("1|apple");
        resource.commit(branch, false);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aBranchSeesItsOwnWrites() throws Exception {
        XAConnection connection = open(dataSource);
        Client client = new Client(connection.getConnection());
        client.warm(ITEMS);
        connection.getXAResource().start(branch, XAResource.TMNOFLAGS);
        assertThat(client.ask(ITEMS)).contains("1|apple");
        client.run(UPDATE);
        assertThat(client.answered(ITEMS)).contains("1|plum");
        connection.getXAResource().end(branch, XAResource.TMSUCCESS);
        connection.getXAResource().rollback(branch);
        assertThat(client.ask(ITEMS)).contains("1|apple");
        assertThat(client.served(ITEMS)).contains("1|apple");
    }

    @Test
    void aRolledBackBranchIsNeverServed() throws Exception {
        bob.warm(ITEMS);
        XAConnection connection = updated();
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        connection.getXAResource().rollback(branch);
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @Test
    void aPreparedBranchThatIsRolledBackIsNeverServed() throws Exception {
        bob.warm(ITEMS);
        XAConnection connection = updated();
        connection.getXAResource().prepare(branch);
        connection.getXAResource().rollback(branch);
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @Test
    void theTablesOfOneBranchOnlyAreAsked() throws Exception {
        alice.run("create table other (id int)");
        bob.warm("select id from other");
        updated().getXAResource().prepare(branch);
        assertThat(bob.served("select id from other")).isEmpty();
    }

    @Test
    void aFailedCommitOfABranchCountsAsCommitted() throws Exception {
        for (boolean onePhase : new boolean[] {true, false}) {
            truth.run("update item set name = 'apple' where id = 1");
            LarderXADataSource failing = new LarderXADataSource(losingAnswersOf("commit"));
            failing.setOptions(Map.of("larder.orphanHold", "1s"));
            XAConnection connection = updated(open(failing));
            Client carol = client();
            carol.run("update item set name = 'quince' where id = 2");
            if (!onePhase) {
                connection.getXAResource().prepare(branch);
            }
            carol.ask(ITEMS);
            assertThatThrownBy(() -> connection.getXAResource().commit(branch, onePhase))
                    .isInstanceOf(XAException.class);
            assertThat(carol.ask(ITEMS)).contains("1|plum");
            Meanwhile.until("the hold is over", () -> {
                long before = carol.cache().hits();
                assertThat(carol.ask(ITEMS)).contains("1|plum");
                return carol.cache().hits() > before;
            });
        }
    }

    @Test
    void aLocalTransactionThatIsReturnedOpenIsSeenAsTheDatabaseHasIt() throws Exception {
        XAConnection connection = open(dataSource);
        Client local = new Client(connection.getConnection());
        local.begin();
        local.run(UPDATE);
        local.close();
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        bob.ask(ITEMS);
        new Client(connection.getConnection()).close();
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
    }

    @Test
    void whoWorksInBranchesOnlyLearnsANewSchema() throws Exception {
        XAConnection connection = open(dataSource);
        Client client = new Client(connection.getConnection());
        for (String sql : List.of("create table other (id int)", "insert into other values (1)", "select 1")) {
            BranchId next = BranchId.next();
            connection.getXAResource().start(next, XAResource.TMNOFLAGS);
            client.run(sql);
            connection.getXAResource().end(next, XAResource.TMSUCCESS);
            connection.getXAResource().commit(next, true);
        }
        BranchId last = BranchId.next();
        connection.getXAResource().start(last, XAResource.TMNOFLAGS);
        client.warm("select id from other");
        connection.getXAResource().end(last, XAResource.TMSUCCESS);
        connection.getXAResource().rollback(last);
    }

    @Test
    void theResourceManagerIsTheDrivers() throws Exception {
        XAConnection connection = open(dataSource);
        XAResource resource = connection.getXAResource();
        assertThat(connection.getXAResource()).isSameAs(resource);
        assertThat(resource.isSameRM(resource)).isTrue();
        XAConnection bare = open(bareDataSource());
        assertThat(resource.isSameRM(open(dataSource).getXAResource()))
                .isEqualTo(bare.getXAResource().isSameRM(open(bareDataSource()).getXAResource()));
        assertThat(resource.getTransactionTimeout())
                .isEqualTo(bare.getXAResource().getTransactionTimeout());
        assertThat(resource.setTransactionTimeout(5))
                .isEqualTo(bare.getXAResource().setTransactionTimeout(5));
        assertThatThrownBy(() -> resource.end(branch, XAResource.TMSUCCESS))
                .hasSameClassAs(catchThrowable(() -> bare.getXAResource().end(branch, XAResource.TMSUCCESS)));
    }
}
