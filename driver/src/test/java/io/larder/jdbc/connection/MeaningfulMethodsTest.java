package io.larder.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.connection.DelegateGenerator.Delegate;
import io.larder.jdbc.connection.JdbcMethodRoles.Role;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A method that means something to the cache is written by hand; the others are forwarded. */
class MeaningfulMethodsTest {
    /** Methods whose role is not mechanical and which are forwarded all the same, as patterns, with the reason. */
    private static final Map<String, String> FORWARDED = Map.of(
            "Connection\\.(beginRequest|endRequest)\\(\\)", "hints, of which the supported drivers take none",
            "Connection\\.setHoldability\\(int\\)", "each statement is asked for its own",
            "Connection\\.setShardingKey.*", "no supported database has shards",
            "Connection\\.setTypeMap\\(Map\\)", "cells are decoded when they are read, on the reader's connection",
            "Connection\\.setSavepoint\\(.*", "whether a transaction is open is asked of the driver each time",
            "Statement\\.setFetchSize\\(int\\)", "Replay.suits asks for it at each execution",
            "CallableStatement\\.(register|set).*", "no answer of a call is kept, whatever was bound",
            "\\w+\\.get(Blob|Clob|NClob|Ref)\\(.*", "answers with values that live in the database are not kept",
            "ResultSet\\.refreshRow\\(\\)", "changes nothing, and only results that were just asked for have it");

    private static Class<?> handWritten(Delegate delegate) {
        return switch (delegate) {
            case CONNECTION -> CachingConnection.class;
            case STATEMENT -> CachingStatement.class;
            case PREPARED_STATEMENT -> CachingPreparedStatement.class;
            case CALLABLE_STATEMENT -> CachingCallableStatement.class;
            case RESULT_SET -> CachingResultSet.class;
            case DATABASE_META_DATA -> CachingDatabaseMetaData.class;
        };
    }

    @ParameterizedTest
    @EnumSource(Delegate.class)
    void whatMeansSomethingIsWrittenByHand(Delegate delegate) throws NoSuchMethodException {
        Set<String> forwarded = new TreeSet<>();
        for (Method method : meaningful(delegate).toList()) {
            String signature = DelegateGenerator.signature(method);
            if (isForwarded(delegate, method) && FORWARDED.keySet().stream().noneMatch(signature::matches)) {
                forwarded.add(JdbcMethodRoles.roleOf(method) + " " + signature);
            }
        }

        assertThat(forwarded)
                .as("write them by hand, or say why they need not be")
                .isEmpty();
    }

    @Test
    void noReasonIsGivenForNothing() throws NoSuchMethodException {
        Set<String> unused = new TreeSet<>(FORWARDED.keySet());
        for (Delegate delegate : Delegate.values()) {
            for (Method method : meaningful(delegate).toList()) {
                if (isForwarded(delegate, method)) {
                    unused.removeIf(DelegateGenerator.signature(method)::matches);
                }
            }
        }

        assertThat(unused).isEmpty();
    }

    private static Stream<Method> meaningful(Delegate delegate) {
        return Stream.of(delegate.jdbc.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !DelegateGenerator.ADDED_AFTER_17.contains(DelegateGenerator.signature(method)))
                .filter(method -> JdbcMethodRoles.roleOf(method) != Role.MECHANICAL);
    }

    private static boolean isForwarded(Delegate delegate, Method method) throws NoSuchMethodException {
        return handWritten(delegate)
                .getMethod(method.getName(), method.getParameterTypes())
                .getDeclaringClass()
                .getSimpleName()
                .startsWith("Delegating");
    }
}
