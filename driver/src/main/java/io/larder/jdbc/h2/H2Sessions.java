package io.larder.jdbc.h2;

import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.jspecify.annotations.Nullable;

/** The engine's session behind a connection. */
final class H2Sessions {
    private static final @Nullable Field BEGUN_BY_TEXT = begunByTextField();

    private H2Sessions() {}

    /** Returns whether a connection is H2's, of a version that has the sessions that this package knows. */
    static boolean isOpenH2(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class)
                && connection.unwrap(JdbcConnection.class).getSession() != null;
    }

    static Session session(Connection connection) throws SQLException {
        Session session = connection.unwrap(JdbcConnection.class).getSession();
        if (session == null || session.isClosed()) {
            throw new SQLException("the connection is closed", "90007", 90007);
        }
        return session;
    }

    /**
     * Returns whether a BEGIN as text has switched autocommit off until the transaction ends. Such a transaction is open
     * before its first write.
     */
    static boolean begunByText(SessionLocal session) {
        try {
            return BEGUN_BY_TEXT != null && BEGUN_BY_TEXT.getBoolean(session);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns whether {@link #begunByText} can be told. If it cannot, nothing is replayed. */
    static boolean tellsBegunByText() {
        return BEGUN_BY_TEXT != null;
    }

    private static @Nullable Field begunByTextField() {
        try {
            Field field = SessionLocal.class.getDeclaredField("autoCommitAtTransactionEnd");
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
