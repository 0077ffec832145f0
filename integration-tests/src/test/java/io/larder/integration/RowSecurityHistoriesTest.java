package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with row security are served, to nobody but those who may see the rows. */
class RowSecurityHistoriesTest extends Histories {
    private static final String SECRETS = "select tenant, secret from tenant_data order by tenant, secret";
    private static final String BY_ROLE = "select secret from by_role order by secret";
    private static final String BY_MEMBER = "select secret from by_member order by secret";

    private final String role = "tenant_" + Long.toUnsignedString(System.nanoTime(), 36);
    private final String other = role + "_other";

    RowSecurityHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create role " + role,
                "create role " + other,
                "grant " + role + ", " + other + " to current_user",
                "create table tenant_data (tenant text, secret text)",
                "insert into tenant_data values ('a', 'of a'), ('b', 'of b')",
                "alter table tenant_data enable row level security",
                "create policy own on tenant_data using (tenant = current_setting('app.tenant', true))",
                "create table by_role (owner name, secret text)",
                "insert into by_role values ('" + role + "', 'of one'), ('" + other + "', 'of other')",
                "alter table by_role enable row level security",
                "create policy own on by_role using (owner = current_user)",
                "create table member (name name, tenant text)",
                "insert into member values ('" + role + "', 'a')",
                "create table by_member (tenant text, secret text)",
                "insert into by_member values ('a', 'of a'), ('b', 'of b')",
                "alter table by_member enable row level security",
                "create policy own on by_member using"
                        + " (tenant in (select m.tenant from member m where m.name = current_user))",
                "create view lent as select tenant, secret from tenant_data",
                "grant select, insert, update, delete on tenant_data, by_role, by_member, member, lent to " + role
                        + ", " + other);
    }

    @AfterEach
    void dropRoles() throws SQLException {
        truth.run("drop owned by " + role + ", " + other);
        truth.run("drop role " + role + ", " + other);
    }

    private Client as(String name) throws SQLException {
        Client client = client();
        client.run("set role " + name);
        return client;
    }

    @Test
    void eachRoleIsServedItsOwnRows() throws SQLException {
        Client one = as(role);
        Client two = as(other);
        one.warm(BY_ROLE);
        assertThat(two.answered(BY_ROLE)).containsExactly("of other");
        assertThat(two.served(BY_ROLE)).containsExactly("of other");
        assertThat(one.served(BY_ROLE)).containsExactly("of one");
        one.run("set role " + other);
        assertThat(one.served(BY_ROLE)).containsExactly("of other");
        one.run("reset role");
        assertThat(one.answered(BY_ROLE)).containsExactly("of one", "of other");
        assertThat(one.served(BY_ROLE)).containsExactly("of one", "of other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "set app.tenant = '%s'",
                "set session app.tenant to '%s'",
                "select set_config('app.tenant', '%s', false)",
                "set \"app.tenant\" to '%s'",
                "do $$ begin perform set_config('app.tenant', '%s', false); end $$",
                "/* tenant */ begin; set app.tenant = '%s'; commit"
            })
    void eachTenantIsServedItsOwnRows(String setting) throws SQLException {
        Client a = as(role);
        Client b = as(role);
        a.run(String.format(setting, "a"));
        b.run(String.format(setting, "b"));
        a.warm(SECRETS);
        assertThat(b.answered(SECRETS)).containsExactly("b|of b");
        assertThat(b.served(SECRETS)).containsExactly("b|of b");
        assertThat(a.served(SECRETS)).containsExactly("a|of a");
        a.run(String.format(setting, "b"));
        assertThat(a.ask(SECRETS)).containsExactly("b|of b");
        assertThat(b.served(SECRETS)).containsExactly("b|of b");
        a.run("reset app.tenant");
        assertThat(a.answered(SECRETS)).isEmpty();
        a.run("discard all");
        a.run("set role " + role);
        assertThat(a.ask(SECRETS)).isEmpty();
    }

    @Test
    void aSettingThatNobodyHasTouchedYetIsPartOfTheKey() throws SQLException {
        // Set where no statement shows it: before the first statement, by the URL.
        Client a = client("options", "-c%20app.tenant=a%20-c%20role=" + role);
        Client b = client("options", "-c%20app.tenant=b%20-c%20role=" + role);
        a.warm(SECRETS);
        assertThat(a.served(SECRETS)).containsExactly("a|of a");
        assertThat(b.answered(SECRETS)).containsExactly("b|of b");
        assertThat(b.served(SECRETS)).containsExactly("b|of b");
        assertThat(as(role).answered(SECRETS)).isEmpty();
    }

    @Test
    void aTenantOfOneTransactionEndsWithIt() throws SQLException {
        Client pooled = as(role);
        for (String tenant : List.of("a", "b", "a")) {
            pooled.begin();
            pooled.run("set local app.tenant = '" + tenant + "'");
            assertThat(pooled.ask(SECRETS)).containsExactly(tenant + "|of " + tenant);
            assertThat(pooled.served(SECRETS)).containsExactly(tenant + "|of " + tenant);
            pooled.commit();
            assertThat(pooled.ask(SECRETS)).isEmpty();
            pooled.rollback();
            pooled.connection.setAutoCommit(true);
            assertThat(pooled.ask(SECRETS)).isEmpty();
        }
    }

    @Test
    void aTenantThatIsRolledBackIsTheOneBefore() throws SQLException {
        Client pooled = as(role);
        pooled.run("set app.tenant = 'a'");
        pooled.warm(SECRETS);
        pooled.begin();
        pooled.run("savepoint s");
        pooled.run("set app.tenant = 'b'");
        assertThat(pooled.ask(SECRETS)).containsExactly("b|of b");
        pooled.run("rollback to s");
        assertThat(pooled.ask(SECRETS)).containsExactly("a|of a");
        pooled.run("set app.tenant = 'b'");
        assertThat(pooled.ask(SECRETS)).containsExactly("b|of b");
        pooled.rollback();
        assertThat(pooled.ask(SECRETS)).containsExactly("a|of a");
    }

    @Test
    void aWriteOfOneTenantIsSeenByHim() throws SQLException {
        Client a = as(role);
        Client again = as(role);
        a.run("set app.tenant = 'a'");
        again.run("set app.tenant = 'a'");
        again.warm(SECRETS);
        a.run("insert into tenant_data values ('a', 'new')");
        assertThat(again.answered(SECRETS)).containsExactly("a|new", "a|of a");
        assertThat(again.served(SECRETS)).containsExactly("a|new", "a|of a");
        bob.warm(BY_ROLE);
        a.run("delete from tenant_data");
        assertThat(again.answered(SECRETS)).isEmpty();
        assertThat(bob.served(BY_ROLE)).hasSize(2);
    }

    @Test
    void aTableThatAConditionAsksIsWatched() throws SQLException {
        Client one = as(role);
        one.warm(BY_MEMBER);
        assertThat(one.served(BY_MEMBER)).containsExactly("of a");
        alice.run("insert into member values ('" + role + "', 'b')");
        assertThat(one.answered(BY_MEMBER)).containsExactly("of a", "of b");
        assertThat(one.served(BY_MEMBER)).containsExactly("of a", "of b");
        alice.run("delete from member");
        assertThat(one.answered(BY_MEMBER)).isEmpty();
    }

    @Test
    void aPolicyThatIsChangedIsKeptAtOnce() throws SQLException {
        Client one = as(role);
        one.run("set app.tenant = 'a'");
        one.warm(SECRETS);
        alice.run("alter policy own on tenant_data using (tenant = current_setting('app.other', true))");
        assertThat(one.answered(SECRETS)).isEmpty();
        one.run("set app.other = 'b'");
        assertThat(one.ask(SECRETS)).containsExactly("b|of b");
        one.warm(SECRETS);
        alice.run("create policy more on tenant_data using (secret = 'of a')");
        assertThat(one.answered(SECRETS)).containsExactly("a|of a", "b|of b");
        one.warm(SECRETS);
        alice.run("alter table tenant_data disable row level security");
        alice.run("insert into tenant_data values ('c', 'of c')");
        assertThat(one.answered(SECRETS)).hasSize(3);
    }

    @Test
    void whoJoinsARoleSeesWhatItSees() throws SQLException {
        alice.run("create policy shared on by_role to " + other + " using (true)");
        Client one = as(role);
        one.warm(BY_ROLE);
        alice.run("grant " + other + " to " + role);
        assertThat(one.answered(BY_ROLE)).containsExactly("of one", "of other");
        one.warm(BY_ROLE);
        alice.run("revoke " + other + " from " + role);
        assertThat(one.answered(BY_ROLE)).containsExactly("of one");
        one.warm(BY_ROLE);
        alice.run("alter role " + role + " bypassrls");
        assertThat(one.answered(BY_ROLE)).containsExactly("of one", "of other");
    }

    @Test
    void aViewShowsWhatItsOwnerOrItsUserMaySee() throws SQLException {
        alice.run("alter view lent owner to " + other);
        Client a = as(role);
        a.run("set app.tenant = 'a'");
        a.warm("select secret from lent order by secret");
        assertThat(a.served("select secret from lent order by secret")).containsExactly("of a");
        a.run("set app.tenant = 'b'");
        assertThat(a.answered("select secret from lent order by secret")).containsExactly("of b");
        assertThat(a.served("select secret from lent order by secret")).containsExactly("of b");
        alice.run("alter view lent set (security_barrier)");
        assertThat(a.answered("select secret from lent order by secret")).containsExactly("of b");
        alice.run("alter view lent set (security_invoker)");
        assertThat(a.answered("select secret from lent order by secret")).containsExactly("of b");
        alice.run("alter table tenant_data owner to " + role);
        assertThat(a.ask("select secret from lent order by secret")).containsExactly("of a", "of b");
    }

    @Test
    void aRefusalIsNotHiddenByAnAnswer() throws SQLException {
        Client one = as(role);
        one.warm(BY_ROLE);
        one.run("set row_security = off");
        assertThatThrownBy(() -> one.ask(BY_ROLE)).hasMessageContaining("row-level security");
        one.run("set row_security = on");
        assertThat(one.served(BY_ROLE)).containsExactly("of one");
    }

    @Test
    void aConditionThatAsksTheClockIsNeverServed() throws SQLException {
        alice.run("alter policy own on by_role using (now() > '2000-01-01')");
        Client one = as(role);
        one.answered(BY_ROLE);
        one.answered(BY_ROLE);
    }
}
