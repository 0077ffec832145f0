package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class H2PlansTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.H2, 1_000);

    /** Lines of {@code statement ⇒ plan}. */
    static List<String> statements() {
        return """
                SELECT * FROM orders ⇒ read orders
                SELECT "Id", `name` FROM PUBLIC.Orders o WHERE o.id = ? ⇒ read orders
                SELECT * FROM a INNER JOIN b ON a.x = b.x, c ⇒ read a,b,c
                SELECT x FROM a UNION SELECT x FROM b MINUS SELECT x FROM c ⇒ read a,b,c
                SELECT * FROM (VALUES (1), (2)) v(x), t ⇒ read t
                TABLE t ⇒ read t
                SELECT COUNT(*), LISTAGG(x) FROM t GROUP BY y ⇒ read t
                SELECT CAST(a AS INT), CAST(b AS VARCHAR(10)), c::BIGINT FROM t ⇒ read t
                SELECT CAST(a AS TIMESTAMP) FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT 1 // a comment ' FROM u \\n FROM t ⇒ read t
                SELECT /* a /* nested ' */ comment */ 1 FROM t ⇒ opaque
                SELECT $$it's$$, 'C:\\' FROM t ⇒ read t
                SELECT 'a' 'b' FROM t ⇒ read t
                SELECT 1\u00a0FROM t ⇒ read t
                WITH x AS (SELECT * FROM t) SELECT * FROM x ⇒ read t
                WITH t AS (SELECT * FROM t) SELECT * FROM t ⇒ read t
                WITH T AS (SELECT * FROM u) SELECT * FROM t ⇒ read t,u
                WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x WHERE n < 5) SELECT * FROM x, t ⇒ read t
                WITH RECURSIVE y AS (SELECT * FROM x), x AS (SELECT 1) SELECT * FROM y ⇒ read x
                SELECT 1 FROM DUAL ⇒ read  NO_TABLE
                SELECT 1 ⇒ read  NO_TABLE
                SELECT * FROM SYSTEM_RANGE(1, 3) ⇒ read  NO_TABLE
                SELECT $a$ b $a$ FROM t ⇒ opaque
                SELECT ?1 FROM t ⇒ opaque
                SELECT [a] FROM t ⇒ opaque
                SELECT a[1] FROM t ⇒ opaque
                SELECT {fn now()} FROM t ⇒ opaque
                SELECT * FROM t WHERE placed > {ts '2024-01-01 10:00:00'} AND day = {d '2024-01-01' } ⇒ read t
                SELECT * FROM t WHERE a LIKE ? {escape '!'} ⇒ read t
                SELECT * FROM t WHERE a = {ts 'today'} ⇒ read t RELATIVE_DATE_LITERAL
                SELECT {d '2024-01-01' FROM t ⇒ opaque
                SELECT '2024-01-01'} FROM t ⇒ opaque
                SELECT {fn nextval('s')} FROM t ⇒ opaque
                SELECT {ts '2024-01-01'; DELETE FROM u} ⇒ opaque
                SELECT $$a FROM t ⇒ opaque
                SELECT #a FROM t ⇒ opaque
                SELECT * FROM FINAL TABLE (DELETE FROM t) ⇒ opaque
                SELECT id FROM FINAL TABLE (INSERT INTO t VALUES (1)) ⇒ opaque
                SELECT * FROM t FOR UPDATE ⇒ read t LOCKING_READ
                SELECT * FROM t WHERE ROWNUM < 5 ⇒ read t VOLATILE_FUNCTION
                SELECT _ROWID_ FROM t ⇒ read t CATALOG_READ
                USE x ⇒ session schema
                SET SCHEMA x ⇒ session schema
                SET TIME ZONE 'UTC' ⇒ session timezone
                SET TIME 'UTC' ⇒ opaque
                SET @x = 1 ⇒ session @x
                SET @x = f() ⇒ opaque
                SET CACHE_SIZE 1 ⇒ opaque
                SET SCHEMA_SEARCH_PATH a, b ⇒ session schema_search_path
                SELECT TIME '10:00:00' FROM t ⇒ read t VOLATILE_FUNCTION
                PREPARE COMMIT x ⇒ transaction PREPARE x
                COMMIT TRANSACTION x ⇒ transaction FINISH_PREPARED x
                ROLLBACK TRANSACTION x ⇒ transaction FINISH_PREPARED x
                COMMIT TRANSACTION x y ⇒ opaque
                PREPARE COMMIT x y ⇒ opaque
                SELECT a FROM t MINUS SELECT b FROM u ⇒ read t,u
                SELECT NOW(), x FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT CURRENT_DATE FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT SYSDATE FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT RAND(), RANDOM_UUID() FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT NEXT VALUE FOR s ⇒ read  VOLATILE_FUNCTION
                SELECT s.NEXTVAL FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT @x FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT USER FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT * FROM INFORMATION_SCHEMA.TABLES ⇒ read tables CATALOG_READ
                SELECT * FROM CSVREAD('x.csv') ⇒ opaque
                SELECT FILE_WRITE('a', 'b') ⇒ opaque
                SELECT LINK_SCHEMA('a', 'b', 'c', 'd', 'e', 'f') ⇒ opaque
                SELECT my_alias(x) FROM t ⇒ opaque
                SELECT PUBLIC.LOWER(x) FROM t ⇒ opaque
                SELECT "LOWER"(x) FROM t ⇒ opaque
                INSERT INTO t (a) VALUES (1), (2) ⇒ write INSERT t
                INSERT INTO t SET a = 1 ⇒ write INSERT t
                INSERT INTO t SELECT * FROM u ⇒ write INSERT t reads u
                INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = 2 ⇒ write ANY t
                UPDATE t SET a = 1 WHERE b IN (SELECT c FROM u) ⇒ write ANY t reads u
                UPDATE s.t AS x SET x.a = 1 ⇒ write ANY t
                DELETE FROM t WHERE a = ? ⇒ write ANY t
                DELETE FROM t WHERE a = 1 LIMIT 3 ⇒ write ANY t
                DELETE t WHERE a = 1 ⇒ opaque
                MERGE INTO t KEY (id) VALUES (1) ⇒ write ANY t
                MERGE INTO t (id, a) KEY (id) SELECT id, a FROM u ⇒ write ANY t reads u
                MERGE INTO t (id, a) VALUES (1, (SELECT a FROM u)) ⇒ write ANY t reads u
                MERGE INTO t AS x USING u ON u.id = x.id WHEN MATCHED THEN UPDATE SET x.a = u.a, x.b = 2 WHEN NOT MATCHED THEN INSERT VALUES (u.id, u.a) ⇒ write ANY t reads u
                MERGE INTO t USING u ON u.id = t.id WHEN MATCHED THEN UPDATE SET t.a = 1 DELETE WHERE t.b = 1 ⇒ opaque
                REPLACE INTO t VALUES (1) ⇒ opaque
                TRUNCATE TABLE t ⇒ opaque
                RUNSCRIPT FROM 'x' ⇒ opaque
                EXECUTE IMMEDIATE 'DELETE FROM t' ⇒ opaque
                CALL NOW() ⇒ opaque
                EXPLAIN SELECT * FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN PLAN FOR SELECT * FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN ANALYZE SELECT * FROM t ⇒ opaque
                SHOW TABLES ⇒ read  NOT_A_QUERY
                BEGIN ⇒ transaction BEGIN
                COMMIT WORK ⇒ transaction COMMIT
                ROLLBACK ⇒ transaction ROLLBACK
                ROLLBACK TO SAVEPOINT s ⇒ transaction SAVEPOINT
                SAVEPOINT s ⇒ transaction SAVEPOINT
                SET SCHEMA s ⇒ session schema
                SET LOCK_TIMEOUT 100 ⇒ session lock_timeout
                SET @x = 5 ⇒ session @x
                SET @x = (DELETE FROM t) ⇒ opaque
                SET MODE PostgreSQL ⇒ opaque
                SET REFERENTIAL_INTEGRITY FALSE ⇒ opaque
                SELECT CURRENT TIMESTAMP FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT CURRENT DATE FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT a AS current FROM t ORDER BY current ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT 'x' time FROM t ⇒ read t
                SELECT TIME(3) '10:00:00' FROM t ⇒ read t VOLATILE_FUNCTION
                MERGE INTO t (SELECT * FROM u) ⇒ write ANY t reads u
                END ⇒ opaque
                ABORT ⇒ opaque
                PREPARE TRANSACTION 'x' ⇒ opaque
                COMMIT PREPARED 'x' ⇒ opaque
                SET AUTOCOMMIT ON ⇒ opaque""".lines().map(line -> line.replace("\\n", "\n")).toList();
    }

    @Test
    void theTextAloneSaysWhatIsReadAndWritten() {
        assertThat(Lines.wrong(statements(), this::planned)).isEmpty();
    }

    private String planned(String line) {
        String text = line.split(" ⇒ ", -1)[0];
        return text + " ⇒ " + PlanSummary.of(planner.plan(text));
    }
}
