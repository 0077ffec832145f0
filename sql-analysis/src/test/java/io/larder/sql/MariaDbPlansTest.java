package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MariaDbPlansTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.MARIADB, 1_000);

    /** Lines of {@code statement ⇒ plan}. */
    static List<String> statements() {
        return """
                SELECT * FROM orders ⇒ read orders
                SELECT `id`, "text" FROM `shop`.`Orders` WHERE id = ? ⇒ read orders
                SELECT a # comment ' ; FROM u\\n FROM t ⇒ read t
                SELECT a -- comment ' ; FROM u\\n FROM t ⇒ read t
                SELECT 5--1 FROM t ⇒ read t
                SELECT a // b FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT /* a /* not nested */ 1 FROM t ⇒ read t
                SELECT /*! 1, */ 2 FROM t ⇒ opaque
                SELECT /*M!100000 1, */ 2 FROM t ⇒ opaque
                SELECT 'it\\'s' FROM t ⇒ opaque
                SELECT "it\\"s" FROM t ⇒ opaque
                SELECT 'it''s', "a""b" FROM t ⇒ read t
                SELECT IF(a, b, c), IFNULL(a, b) FROM t ⇒ read t
                SELECT a || b FROM t ⇒ read t
                SELECT @x := 5 FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT @@session.sql_mode ⇒ read  VOLATILE_FUNCTION
                SELECT FOUND_ROWS() ⇒ read  VOLATILE_FUNCTION
                SELECT LAST_INSERT_ID() ⇒ read  VOLATILE_FUNCTION
                SELECT SLEEP(1) FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT SQL_CALC_FOUND_ROWS * FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT NOW() FROM t ⇒ read t VOLATILE_FUNCTION
                SET @@session.sql_mode = 'x' ⇒ session sql_mode
                SET @@local.sql_mode = 'x' ⇒ session sql_mode
                SET @@sql_mode = 'x' ⇒ session sql_mode
                SET @@global.sql_mode = 'x' ⇒ opaque
                SET sql_mode := 'x' ⇒ session sql_mode
                SET sql_mode ⇒ opaque
                SET SESSION sql_mode = 'x' ⇒ session sql_mode
                SET sql_mode = 'x', a = 1 ⇒ session *
                SET @x = 1 ⇒ session @x
                SET NAMES utf8 ⇒ session names
                SET CHARACTER SET utf8 ⇒ session names
                SET tx_isolation = 'SERIALIZABLE' ⇒ transaction SET_NEXT_TRANSACTION modes
                SET SESSION tx_isolation = 'SERIALIZABLE' ⇒ transaction SET_TRANSACTION modes
                SET @@session.transaction_isolation = 'SERIALIZABLE' ⇒ transaction SET_TRANSACTION modes
                SET a = 1, tx_isolation = 'SERIALIZABLE' ⇒ transaction SET_NEXT_TRANSACTION modes
                SET TRANSACTION READ ONLY ⇒ transaction SET_NEXT_TRANSACTION modes
                SET SESSION TRANSACTION READ ONLY ⇒ transaction SET_TRANSACTION modes
                SET autocommit = 0 ⇒ opaque
                COMMIT RELEASE ⇒ transaction COMMIT modes
                COMMIT NO RELEASE ⇒ transaction COMMIT
                COMMIT AND CHAIN NO RELEASE ⇒ transaction COMMIT modes
                INSERT LOW_PRIORITY IGNORE t VALUES (1) ⇒ write INSERT t
                REPLACE INTO t VALUES (1) ⇒ write ANY t
                INSERT INTO t VALUES (1) ON DUPLICATE KEY UPDATE a = 2 ⇒ write ANY t
                UPDATE LOW_PRIORITY t SET a = 1 ⇒ write ANY t
                DELETE QUICK FROM t WHERE a = 1 ⇒ write ANY t
                SELECT STRAIGHT_JOIN a FROM t STRAIGHT_JOIN u ⇒ read t,u
                SELECT a FROM t GROUP BY b WITH ROLLUP ⇒ read t
                SELECT * FROM t LOCK IN SHARE MODE ⇒ read t LOCKING_READ
                SELECT * FROM t FOR UPDATE ⇒ read t LOCKING_READ
                SELECT * FROM t FOR SYSTEM_TIME AS OF NOW() ⇒ opaque
                SELECT * FROM t INTO OUTFILE 'x' ⇒ opaque
                SELECT * INTO @x FROM t ⇒ opaque
                SELECT load_file('x') FROM t ⇒ opaque
                SELECT * FROM information_schema.tables ⇒ read tables CATALOG_READ
                SELECT {d '2024-01-01'} FROM t ⇒ read t
                WITH d AS (SELECT a FROM t) SELECT * FROM `d` ⇒ read t
                WITH `d` AS (SELECT a FROM t) SELECT * FROM d ⇒ read t
                SELECT 1 FROM DUAL ⇒ read  NO_TABLE
                INSERT INTO t (a) VALUES (1) ⇒ write INSERT t
                INSERT IGNORE INTO t VALUES (1) ⇒ write INSERT t
                INSERT t VALUES (1) ⇒ write INSERT t
                INSERT DELAYED INTO t VALUES (1) ⇒ opaque
                INSERT INTO t SET a = 1 ⇒ write INSERT t
                INSERT INTO t (a) VALUES (1) ON DUPLICATE KEY UPDATE a = VALUES(a) ⇒ write ANY t
                UPDATE t SET a = 1 ORDER BY b LIMIT 1 ⇒ write ANY t
                UPDATE t, u SET t.a = 1 ⇒ write ANY t ANY u
                UPDATE t JOIN u ON t.x = u.x SET t.a = 1 ⇒ write ANY t ANY u
                UPDATE t AS a LEFT JOIN (SELECT x FROM v) b ON a.x = b.x SET a.y = 1, a.z = (SELECT max(z) FROM w) WHERE a.q > 1 ⇒ write ANY t ANY v ANY w
                WITH c AS (SELECT 1 AS x) UPDATE t JOIN c ON t.x = c.x SET t.a = 1 ⇒ opaque
                DELETE FROM t WHERE a = 1 ⇒ write ANY t
                DELETE t FROM t JOIN u ON t.x = u.x ⇒ write ANY t ANY u
                DELETE a, b.* FROM t AS a INNER JOIN u AS b ON a.x = b.x WHERE a.y IN (SELECT y FROM v) ⇒ write ANY t ANY u ANY v
                DELETE FROM t USING t JOIN u ⇒ write ANY t ANY u
                DELETE FROM a USING t AS a, u WHERE a.x = u.x ⇒ write ANY t ANY u
                TRUNCATE t ⇒ opaque
                XA START 'x' ⇒ opaque
                LOCK TABLES t WRITE ⇒ opaque
                SHOW TABLES ⇒ read  NOT_A_QUERY
                SHOW TABLES WHERE f() ⇒ opaque
                START TRANSACTION READ ONLY ⇒ transaction BEGIN
                BEGIN NOT ATOMIC DELETE FROM t WHERE read = 1 ⇒ opaque
                COMMIT AND CHAIN ⇒ transaction COMMIT modes
                COMMIT AND NO CHAIN RELEASE ⇒ transaction COMMIT modes
                ROLLBACK NO RELEASE ⇒ transaction ROLLBACK
                SET sql_mode = 'ANSI' ⇒ session sql_mode
                SET SESSION sql_mode = 'ANSI' ⇒ session sql_mode
                SET @@session.sql_mode = 'ANSI' ⇒ session sql_mode
                SET @@global.sql_mode = 'ANSI' ⇒ opaque
                SET GLOBAL sql_mode = 'ANSI' ⇒ opaque
                SET a = 1, b = 2 ⇒ session *
                SET a = 1, GLOBAL b = 2 ⇒ opaque
                SET NAMES utf8mb4 ⇒ session names
                SET autocommit = 1 ⇒ opaque
                SET @@tx_isolation = 'READ-UNCOMMITTED' ⇒ transaction SET_NEXT_TRANSACTION modes
                SET @@session.tx_isolation = 'READ-COMMITTED' ⇒ transaction SET_TRANSACTION modes
                SET a = 1, @@tx_isolation = 'READ-UNCOMMITTED' ⇒ transaction SET_NEXT_TRANSACTION modes
                SET STATEMENT max_statement_time = 1 FOR DELETE FROM t ⇒ opaque
                SET PASSWORD = 'x' ⇒ opaque
                SET ROLE r ⇒ opaque
                SET DEFAULT ROLE r ⇒ opaque
                SELECT "f"(1) FROM t ⇒ opaque
                SELECT "f" /* f */ (1) FROM t ⇒ opaque
                SELECT "a"."b" FROM t ⇒ opaque
                SELECT t."b" FROM t ⇒ opaque
                SELECT a FROM "t" ⇒ opaque
                SELECT a FROM t JOIN "u" ON TRUE ⇒ opaque
                SELECT "a" FROM t WHERE "b" = "c" ⇒ read t
                INSERT INTO "t" VALUES (1) ⇒ opaque
                DELETE FROM t WHERE a IN (SELECT a FROM "u") ⇒ opaque
                HANDLER t OPEN ⇒ opaque
                HANDLER t READ FIRST ⇒ opaque
                LOAD DATA INFILE 'x' INTO TABLE t ⇒ opaque
                LOAD DATA LOCAL INFILE 'x' INTO TABLE t ⇒ opaque
                CALL p() ⇒ opaque
                DO f() ⇒ opaque
                DO SLEEP(1) ⇒ opaque
                FLUSH STATUS ⇒ opaque
                KILL 5 ⇒ opaque
                ANALYZE TABLE t ⇒ opaque
                ANALYZE SELECT * FROM t ⇒ opaque
                CHECKSUM TABLE t ⇒ opaque
                PREPARE s FROM 'DELETE FROM t' ⇒ opaque
                EXECUTE s ⇒ opaque
                EXECUTE IMMEDIATE 'DELETE FROM t' ⇒ opaque
                UNLOCK TABLES ⇒ opaque
                CREATE TEMPORARY TABLE t (a INT) ⇒ opaque
                SELECT 1; DELETE FROM t ⇒ opaque
                INSERT INTO t VALUES (1) RETURNING a ⇒ write INSERT t
                DELETE FROM t WHERE a = 1 RETURNING a ⇒ write ANY t
                REPLACE t SET a = 1 ⇒ write ANY t
                INSERT INTO t SELECT a FROM u ON DUPLICATE KEY UPDATE a = u.a ⇒ write ANY t reads u
                DELETE HISTORY FROM t ⇒ opaque
                UPDATE t FOR PORTION OF p FROM '1' TO '2' SET a = 1 ⇒ opaque
                SELECT * FROM t FOR SYSTEM_TIME ALL ⇒ opaque
                SELECT NEXTVAL(s) FROM t ⇒ opaque
                SELECT NEXT VALUE FOR s FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT s.nextval FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT ROW_COUNT() ⇒ read  VOLATILE_FUNCTION
                SELECT GET_LOCK('a', 1) FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT RAND(), UUID() FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT a FROM t ORDER BY RAND() ⇒ read t VOLATILE_FUNCTION
                SELECT BENCHMARK(1, f()) FROM t ⇒ opaque
                SELECT a INTO @x FROM t ⇒ opaque
                SELECT a FROM t INTO DUMPFILE 'x' ⇒ opaque
                SELECT a FROM t FOR UPDATE SKIP LOCKED ⇒ read t LOCKING_READ
                SELECT a FROM mysql.user ⇒ read user CATALOG_READ
                SELECT a FROM performance_schema.threads ⇒ read threads CATALOG_READ
                SELECT a FROM t PROCEDURE ANALYSE() ⇒ read t
                SET @x = (SELECT f()) ⇒ opaque
                SELECT a FROM mysql ⇒ read mysql
                DELETE FROM t ⇒ write ANY t
                DELETE s.t FROM s.t JOIN u ON t.x = u.x ⇒ write ANY t ANY u
                UPDATE t a SET a = (SELECT max(b) FROM u) ⇒ write ANY t reads u
                UPDATE (t JOIN u ON t.a = u.a) SET t.a = 1 ⇒ write ANY t ANY u
                MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE ⇒ opaque
                INSERT INTO t VALUE (1) ⇒ write INSERT t
                USE shop ⇒ session database""".lines().map(line -> line.replace("\\n", "\n")).toList();
    }

    @Test
    void theTextAloneSaysWhatIsReadAndWritten() {
        assertThat(Lines.wrong(statements(), this::planned)).isEmpty();
    }

    private String planned(String line) {
        String text = line.split(" ⇒ ", -1)[0];
        return text + " ⇒ " + PlanSummary.of(planner.plan(text));
    }

    @Test
    void ofAnUnknownDatabaseNothingIsUnderstood() {
        StatementPlanner planner = new StatementPlanner(Dialect.GENERIC, 10);

        assertThat(planner.plan("SELECT 1")).isInstanceOf(StatementPlan.Opaque.class);
    }
}
