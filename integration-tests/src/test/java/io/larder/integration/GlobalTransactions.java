package io.larder.integration;

import io.larder.jdbc.LarderXADataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.postgresql.xa.PGXADataSource;

/** What a transaction manager does with a branch of a global transaction (XA). */
abstract class GlobalTransactions extends Histories {
    static final String UPDATE = "update item set name = 'plum' where id = 1";

    final LarderXADataSource dataSource = new LarderXADataSource();
    private final List<XAConnection> opened = new ArrayList<>();
    final BranchId branch = BranchId.next();

    GlobalTransactions(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void configure() {
        dataSource.setUrl(larderUrl());
    }

    @AfterEach
    void closeConnections() throws SQLException {
        for (XAConnection connection : opened) {
            connection.close();
        }
        // What a failed test leaves prepared would block the next.
        if (database == TestDatabase.POSTGRESQL) {
            for (String left : truth.ask("select gid from pg_prepared_xacts where database = current_database()")) {
                truth.run("rollback prepared '" + left + "'");
            }
        }
    }

    XAConnection open(XADataSource from) throws SQLException {
        XAConnection connection = from.getXAConnection();
        opened.add(connection);
        return connection;
    }

    /** Begins the branch, updates in it and ends its work. */
    XAConnection updated() throws Exception {
        return updated(open(dataSource));
    }

    XAConnection updated(XAConnection connection) throws Exception {
        XAResource resource = connection.getXAResource();
        Client client = new Client(connection.getConnection());
        resource.start(branch, XAResource.TMNOFLAGS);
        client.run(UPDATE);
        resource.end(branch, XAResource.TMSUCCESS);
        return connection;
    }

    XADataSource bareDataSource() {
        if (database == TestDatabase.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(bareUrl());
            return h2;
        }
        PGXADataSource postgres = new PGXADataSource();
        postgres.setUrl(bareUrl());
        return postgres;
    }

    /** Returns a bare DataSource whose resources do what they are told, and lose the answers of one method. */
    XADataSource losingAnswersOf(String method) {
        XADataSource bare = bareDataSource();
        return proxy(
                XADataSource.class,
                bare,
                "getXAConnection",
                connection -> proxy(
                        XAConnection.class,
                        connection,
                        "getXAResource",
                        resource -> proxy(XAResource.class, resource, method, answer -> {
                            throw new XAException(XAException.XAER_RMFAIL);
                        })));
    }

    /** What becomes of the result of a call. */
    private interface Result {
        Object of(Object result) throws XAException;
    }

    private static <T> T proxy(Class<T> type, Object target, String changed, Result result) {
        return type.cast(Proxy.newProxyInstance(
                GlobalTransactions.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        Object returned = method.invoke(target, arguments);
                        return method.getName().equals(changed) ? result.of(returned) : returned;
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                }));
    }
}
