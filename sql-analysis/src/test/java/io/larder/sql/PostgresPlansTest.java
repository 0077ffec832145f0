package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PostgresPlansTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 1_000);

    /** Lines of {@code statement ⇒ plan}. */
    static java.util.List<String> statements() {
        return """
                SELECT * FROM orders ⇒ read orders
                select id, "Name" from public.Orders where id = ? ⇒ read orders
                SELECT * FROM "Orders" ⇒ read orders
                SELECT * FROM orders; ⇒ read orders
                SELECT * FROM orders; ; ⇒ read orders
                ;SELECT * FROM orders ⇒ opaque
                /* empty */; SELECT * FROM orders ⇒ opaque
                SELECT * FROM orders /*/ ; DELETE FROM orders; */ ⇒ opaque
                SELECT * FROM orders /* /*/ */ */ ⇒ opaque
                SELECT * FROM orders; -- done ⇒ opaque
                SELECT * FROM orders;/* done */; ⇒ opaque
                SELECT o.*, c.name FROM orders o JOIN customers c ON c.id = o.customer_id ⇒ read customers,orders
                SELECT * FROM a, b, c WHERE a.x = b.x ⇒ read a,b,c
                SELECT * FROM a LEFT OUTER JOIN b USING (id), c NATURAL JOIN d ⇒ read a,b,c,d
                SELECT * FROM (a JOIN b ON a.x = b.x) JOIN c ON c.x = b.x ⇒ read a,b,c
                SELECT * FROM a JOIN b JOIN c ON b.x = c.x ON a.x = b.x ⇒ read a,b,c
                SELECT * FROM ONLY parent ⇒ read parent
                SELECT * FROM parent * ⇒ read parent STATEMENT_NOT_UNDERSTOOD
                SELECT * FROM (SELECT * FROM a) x ⇒ read a
                SELECT * FROM ((SELECT * FROM a) UNION (SELECT * FROM b)) x ⇒ read a,b
                SELECT * FROM a WHERE x IN (SELECT y FROM b) ⇒ read a,b
                SELECT * FROM a WHERE EXISTS (SELECT 1 FROM b WHERE b.x = a.x) ⇒ read a,b
                SELECT (SELECT max(x) FROM b) FROM a ⇒ read a,b
                SELECT ARRAY(SELECT x FROM b) FROM a ⇒ read a,b
                SELECT * FROM a, LATERAL (SELECT * FROM b WHERE b.x = a.x) l ⇒ read a,b
                SELECT * FROM a JOIN LATERAL (SELECT * FROM b) l ON true ⇒ read a,b
                SELECT x FROM a UNION ALL SELECT x FROM b EXCEPT SELECT x FROM c ⇒ read a,b,c
                (SELECT x FROM a) UNION (SELECT x FROM b) ORDER BY 1 LIMIT 3 ⇒ read a,b
                ((SELECT x FROM a)) ⇒ read a
                TABLE orders ⇒ read orders
                VALUES (1), (2) ⇒ read  NO_TABLE
                VALUES ((SELECT max(x) FROM a)) ⇒ read a
                SELECT 1 ⇒ read  NO_TABLE
                SELECT * FROM generate_series(1, 10) g ⇒ read  NO_TABLE
                SELECT * FROM a, generate_series(1, 10) AS g(i) ⇒ read a
                SELECT sum(x) OVER (PARTITION BY (SELECT y FROM b) ORDER BY z) FROM a ⇒ read a,b
                SELECT count(*) FILTER (WHERE x IN (SELECT y FROM b)) FROM a ⇒ read a,b
                SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY x) FROM a GROUP BY y HAVING count(*) > 1 ⇒ read a
                SELECT x FROM a GROUP BY GROUPING SETS ((x), ()) ⇒ read a
                SELECT x FROM a GROUP BY ROLLUP (x, y) ⇒ read a
                SELECT extract(year FROM placed), substring(x FROM 1 FOR 2), trim(both 'x' from y), position('a' in b) FROM t ⇒ read t
                SELECT overlay(x placing 'a' from 1 for 2) FROM t ⇒ read t
                SELECT int4range(1, x), int8range(1, y) FROM t ⇒ read t
                SELECT * FROM t WHERE a IS DISTINCT FROM b AND c IS NOT DISTINCT FROM d ⇒ read t
                SELECT DISTINCT ON (a) a, b FROM t ORDER BY a, b ⇒ read t
                SELECT CASE WHEN a > 1 THEN coalesce(b, nullif(c, 0)) ELSE greatest(d, e) END FROM t ⇒ read t
                SELECT CAST(a AS numeric(10, 2)), b::text, c::varchar(3) FROM t ⇒ read t
                SELECT a AT TIME ZONE 'UTC' FROM t ⇒ read t
                SELECT * FROM t WHERE placed > timestamp '2024-01-01' - interval '1 day' ⇒ read t
                SELECT x -> 'a' ->> 'b', x #>> '{a,b}', x @> '{"a":1}', x ?? 'k' FROM t ⇒ read t
                SELECT x ??| array['a'] FROM t WHERE y = ANY (?) ⇒ read t
                SELECT * FROM t WHERE placed > {ts '2024-01-01 10:00:00'} AND day = {d '2024-01-01' } ⇒ read t
                SELECT * FROM t WHERE a LIKE ? {escape '!'} ⇒ read t
                SELECT * FROM t WHERE a = {ts 'today'} ⇒ read t RELATIVE_DATE_LITERAL
                SELECT {d '2024-01-01' FROM t ⇒ opaque
                SELECT{d '2024-01-01'} FROM t ⇒ opaque
                SELECT {d '2024-01-01'}'x' FROM t ⇒ opaque
                SELECT '2024-01-01'} FROM t ⇒ opaque
                SELECT {fn nextval('s')} FROM t ⇒ opaque
                SELECT {ts '2024-01-01'; DELETE FROM u} ⇒ opaque
                SELECT * FROM t WHERE x = ANY (ARRAY[1, 2]) AND y ~* 'a.*' ⇒ read t
                SELECT * FROM t LIMIT ? OFFSET ? ⇒ read t
                SELECT * FROM t OFFSET 5 ROWS FETCH NEXT 5 ROWS ONLY ⇒ read t
                SELECT * FROM t WHERE (a, b) IN ((1, 2), (3, 4)) ⇒ read t
                SELECT * FROM t WHERE (a, b) < (?, ?) ⇒ read t
                SELECT user_id, "user" FROM t ⇒ read t
                SELECT t.user, t.date FROM t ⇒ read t
                SELECT * FROM t WHERE a LIKE 'x\\_%' ESCAPE '\\' ⇒ opaque
                SELECT * FROM t WHERE a LIKE 'x\\_%' ⇒ read t
                SELECT $$it's; -- /* $$ FROM t ⇒ read t
                SELECT $a$ $b$ $a$ FROM t ⇒ read t
                SELECT a$b$c FROM t ⇒ read t
                SELECT E'a\\'b; DELETE FROM u' FROM t ⇒ read t
                SELECT U&'\\0061' FROM t ⇒ read t RELATIVE_DATE_LITERAL
                SELECT N'a', B'1', X'1F' FROM t ⇒ read t
                SELECT U&"\\0061" FROM t ⇒ opaque
                SELECT 1 /* a /* nested */ comment */ FROM t ⇒ read t
                SELECT '?', "?", $$?$$ FROM t -- ? ⇒ read t
                SELECT * FROM t WHERE d = {d '2024-01-01'} ⇒ read t
                SELECT '{d}' FROM t ⇒ read t
                WITH t AS (SELECT * FROM t) SELECT * FROM t ⇒ read t
                SELECT a FROM b WHERE x IN (WITH t AS (SELECT * FROM t) SELECT y FROM t) ⇒ read b,t
                WITH x AS (SELECT * FROM a), y AS (SELECT * FROM x JOIN b ON true) SELECT * FROM y ⇒ read a,b
                WITH y AS (SELECT * FROM x), x AS (SELECT * FROM a) SELECT * FROM y ⇒ read a,x
                WITH RECURSIVE x(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM x JOIN a ON true) SELECT * FROM x ⇒ read a
                WITH RECURSIVE y AS (SELECT * FROM x), x AS (SELECT * FROM a) SELECT * FROM y ⇒ read a
                WITH x AS MATERIALIZED (SELECT * FROM a) SELECT * FROM x ⇒ read a
                WITH "T" AS (SELECT 1) SELECT * FROM t ⇒ read t
                WITH t AS (SELECT 1) SELECT * FROM "t" ⇒ read  NO_TABLE
                WITH t AS (SELECT 1) SELECT * FROM public.t ⇒ read t
                SELECT * FROM (WITH t AS (SELECT 1) SELECT * FROM t) a, t ⇒ read t
                SELECT * FROM orders, (SELECT 1) orders ⇒ read orders
                SELECT * FROM xmltable('/a' PASSING (SELECT x FROM u) COLUMNS n int PATH 'n') ⇒ read u VOLATILE_FUNCTION
                SELECT a[1:2] FROM t ⇒ read t
                SELECT (c).* FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT (c).f FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT 1 OPERATOR(pg_catalog.+) x FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT * FROM a JOIN b USING (id) AS j ⇒ read a,b STATEMENT_NOT_UNDERSTOOD
                SELECT * FROM returns ⇒ read returns STATEMENT_NOT_UNDERSTOOD
                SELECT * FROM ROWS FROM (generate_series(1, 2), f(3)) x ⇒ opaque
                SELECT * FROM t WINDOW w AS (PARTITION BY (SELECT x FROM u)) ⇒ read t,u
                SELECT * FROM t, u AS v(a, b) WHERE v.a = 1 ⇒ read t,u
                SELECT 1; DELETE FROM t ⇒ opaque
                WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d ⇒ opaque
                WITH d AS (SELECT 1) DELETE FROM t WHERE a IN (SELECT * FROM d) ⇒ write ANY t
                WITH d AS (INSERT INTO u VALUES (1) RETURNING a) INSERT INTO t SELECT * FROM d ⇒ opaque
                SELECT * INTO u FROM t ⇒ opaque
                SELECT * FROM t FOR UPDATE ⇒ read t LOCKING_READ
                SELECT * FROM t FOR NO KEY UPDATE OF t SKIP LOCKED ⇒ read t LOCKING_READ
                SELECT * FROM t FOR SHARE ⇒ read t LOCKING_READ
                SELECT * FROM (SELECT * FROM t FOR KEY SHARE) x ⇒ read t LOCKING_READ
                SELECT * FROM t TABLESAMPLE SYSTEM (10) ⇒ read t VOLATILE_FUNCTION
                SELECT now() FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT current_date FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT CURRENT_TIMESTAMP(3) FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT current_user FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT * FROM t WHERE tenant = current_setting('app.tenant') ⇒ read t VOLATILE_FUNCTION
                SELECT random(), gen_random_uuid() FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT nextval('s') ⇒ read  VOLATILE_FUNCTION
                SELECT pg_advisory_lock(1) ⇒ read  VOLATILE_FUNCTION
                SELECT age(a) FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT age(a, b) FROM t ⇒ read t
                SELECT version() ⇒ read  VOLATILE_FUNCTION
                SELECT a::timetz FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT a::time with time zone FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT set_config('app.tenant', 'x', false) ⇒ opaque
                SELECT my_function(a) FROM t ⇒ opaque
                SELECT public.lower(a) FROM t ⇒ opaque
                SELECT pg_catalog.lower(a) FROM t ⇒ read t
                SELECT "lower"(a) FROM t ⇒ read t
                SELECT "LOWER"(a) FROM t ⇒ opaque
                SELECT lo_unlink(1) ⇒ opaque
                SELECT query_to_xml('delete from t', true, true, '') ⇒ opaque
                SELECT * FROM my_function(1) ⇒ opaque
                SELECT * FROM pg_class ⇒ read pg_class CATALOG_READ
                SELECT * FROM pg_catalog.pg_class c, t ⇒ read pg_class,t CATALOG_READ
                SELECT * FROM information_schema.tables ⇒ read tables CATALOG_READ
                SELECT ctid, * FROM t ⇒ read t CATALOG_READ
                SELECT t.xmin FROM t ⇒ read t CATALOG_READ
                SELECT 't'::regclass FROM t ⇒ read t CATALOG_READ
                SELECT * FROM t WHERE d = 'today' ⇒ read t RELATIVE_DATE_LITERAL
                SELECT * FROM t WHERE d > timestamp 'NOW' ⇒ read t RELATIVE_DATE_LITERAL
                SELECT * FROM t WHERE d = 'nowhere' ⇒ read t
                INSERT INTO t VALUES (1, 'a') ⇒ write INSERT t
                INSERT INTO s.t (a, b) VALUES (?, ?), (?, ?) RETURNING id ⇒ write INSERT t
                INSERT INTO t DEFAULT VALUES ⇒ write INSERT t
                INSERT INTO t AS x (a) OVERRIDING SYSTEM VALUE SELECT b FROM u ⇒ write INSERT t reads u
                INSERT INTO t (SELECT * FROM u) ⇒ write INSERT t reads u
                INSERT INTO t TABLE u ⇒ write INSERT t reads u
                INSERT INTO t (a) WITH x AS (SELECT * FROM u) SELECT * FROM x ⇒ write INSERT t reads u
                INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING ⇒ write INSERT t
                INSERT INTO t (a) VALUES (1) ON CONFLICT (a) DO UPDATE SET b = (SELECT c FROM u) ⇒ write ANY t reads u
                INSERT INTO t (a) SELECT a FROM u ON CONFLICT (a) DO UPDATE SET b = excluded.b ⇒ write ANY t reads u
                INSERT INTO t (a) VALUES (now()) ⇒ write INSERT t
                INSERT INTO t (a) VALUES (f()) ⇒ opaque
                UPDATE t SET a = a + 1 WHERE id = ? ⇒ write ANY t
                UPDATE ONLY t x SET a = 1, (b, c) = (SELECT d, e FROM v) FROM u JOIN w ON true WHERE u.x = x.x ⇒ write ANY t reads u,v,w
                UPDATE t SET a[1] = 2 ⇒ write ANY t
                UPDATE "T" AS q SET a = DEFAULT RETURNING * ⇒ write ANY t
                WITH x AS (SELECT * FROM u) UPDATE t SET a = x.a FROM x ⇒ write ANY t reads u
                WITH t AS (SELECT * FROM u) UPDATE t SET a = 1 ⇒ write ANY t reads u
                DELETE FROM t ⇒ write ANY t
                DELETE FROM ONLY t AS x USING u, v WHERE u.x = x.x RETURNING x.* ⇒ write ANY t reads u,v
                DELETE FROM t WHERE CURRENT OF c ⇒ write ANY t
                WITH u AS (SELECT * FROM v) MERGE INTO t USING u ON u.a = t.a WHEN NOT MATCHED THEN INSERT DEFAULT VALUES ⇒ write ANY t reads v
                TRUNCATE t ⇒ write ANY t
                TRUNCATE TABLE ONLY s.t, "U" * RESTART IDENTITY RESTRICT ⇒ write ANY t ANY u
                TRUNCATE t CASCADE ⇒ opaque
                TRUNCATE t; DELETE FROM u ⇒ opaque
                REFRESH MATERIALIZED VIEW CONCURRENTLY s.m WITH DATA ⇒ write ANY m
                REFRESH MATERIALIZED VIEW m WITH NO DATA ⇒ write ANY m
                REFRESH m ⇒ opaque
                CREATE TABLE t (a int) ⇒ opaque
                CALL p() ⇒ opaque
                DO $$ BEGIN DELETE FROM t; END $$ ⇒ opaque
                COPY t FROM STDIN ⇒ write INSERT t
                COPY public."T.x" (a, b) FROM STDIN WITH (FORMAT csv, NULL 'x') ⇒ write INSERT t.x
                COPY t FROM STDIN CSV HEADER ⇒ write INSERT t
                COPY t FROM STDIN WHERE f(a) ⇒ opaque
                COPY t FROM '/data/x' ⇒ opaque
                COPY t FROM PROGRAM 'x' ⇒ opaque
                COPY BINARY t FROM STDIN ⇒ opaque
                COPY t TO STDOUT ⇒ read t NOT_A_QUERY
                COPY t (a) TO STDOUT (FORMAT binary) ⇒ read t NOT_A_QUERY
                COPY t TO '/data/x' ⇒ opaque
                COPY (SELECT * FROM t JOIN u USING (id)) TO STDOUT WITH (FORMAT csv) ⇒ read t,u NOT_A_QUERY
                COPY (SELECT f() FROM t) TO STDOUT ⇒ opaque
                COPY (DELETE FROM t RETURNING *) TO STDOUT ⇒ opaque
                COPY (SELECT * FROM t) TO PROGRAM 'x' ⇒ opaque
                COPY ⇒ opaque
                COPY () TO STDOUT ⇒ opaque
                EXECUTE p ⇒ opaque
                PREPARE p AS SELECT 1 ⇒ opaque
                VACUUM t ⇒ opaque
                REPLACE INTO t VALUES (1) ⇒ opaque
                FETCH 10 FROM c ⇒ opaque
                EXPLAIN SELECT * FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN (COSTS OFF) SELECT * FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN DELETE FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN ANALYZE SELECT * FROM t ⇒ opaque
                EXPLAIN (ANALYZE, BUFFERS) DELETE FROM t ⇒ opaque
                EXPLAIN SELECT f() FROM t ⇒ opaque
                DECLARE c SCROLL CURSOR WITH HOLD FOR SELECT * FROM t ⇒ read t NOT_A_QUERY
                DECLARE c CURSOR FOR SELECT f() FROM t ⇒ opaque
                CLOSE c ⇒ read  NOT_A_QUERY
                SHOW search_path ⇒ read  NOT_A_QUERY
                LISTEN x ⇒ read  NOT_A_QUERY
                NOTIFY x, 'payload' ⇒ read  NOT_A_QUERY
                LOCK TABLE t IN EXCLUSIVE MODE ⇒ read  NOT_A_QUERY
                SET CONSTRAINTS ALL IMMEDIATE ⇒ read  NOT_A_QUERY
                BEGIN ⇒ transaction BEGIN
                BEGIN ISOLATION LEVEL SERIALIZABLE, READ ONLY ⇒ transaction BEGIN modes
                COMMIT ⇒ transaction COMMIT
                END TRANSACTION ⇒ transaction COMMIT
                COMMIT WORK AND CHAIN ⇒ transaction COMMIT modes
                COMMIT AND NO CHAIN ⇒ transaction COMMIT
                ROLLBACK ⇒ transaction ROLLBACK
                ABORT ⇒ transaction ROLLBACK
                ROLLBACK AND CHAIN ⇒ transaction ROLLBACK modes
                ROLLBACK TO SAVEPOINT s ⇒ transaction SAVEPOINT
                ROLLBACK TRANSACTION TO s ⇒ transaction SAVEPOINT
                SAVEPOINT s ⇒ transaction SAVEPOINT
                RELEASE s ⇒ transaction SAVEPOINT
                PREPARE TRANSACTION 'it''s' ⇒ transaction PREPARE it's
                COMMIT PREPARED 'g' ⇒ transaction FINISH_PREPARED g
                ROLLBACK PREPARED 'g' ⇒ transaction FINISH_PREPARED g
                SET TRANSACTION READ ONLY ⇒ transaction SET_TRANSACTION
                SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY ⇒ transaction SET_TRANSACTION modes
                START TRANSACTION READ WRITE ⇒ transaction BEGIN
                SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY ⇒ transaction SET_TRANSACTION modes
                SET LOCAL transaction_isolation = 'serializable' ⇒ transaction SET_TRANSACTION modes
                SET default_transaction_isolation TO 'serializable' ⇒ transaction SET_TRANSACTION modes
                COMMIT PREPARED ⇒ opaque
                SET app.tenant = 'x' ⇒ session app.tenant
                SET LOCAL App.Tenant TO 'x' ⇒ session app.tenant
                SET search_path TO a, b ⇒ session search_path
                SET SCHEMA 'a' ⇒ session search_path
                SET TIME ZONE 'UTC' ⇒ session timezone
                SET NAMES 'utf8' ⇒ session client_encoding
                SET ROLE alice ⇒ session role
                SET SESSION AUTHORIZATION alice ⇒ session session_authorization
                RESET ALL ⇒ session *
                RESET search_path ⇒ session search_path
                DISCARD ALL ⇒ session *
                SELECT 'a ⇒ opaque
                SELECT "a ⇒ opaque
                SELECT 1 /* a /* b */ ⇒ opaque
                SELECT $a$ b ⇒ opaque
                SELECT 'C:\\' ⇒ opaque
                SELECT (1 ⇒ opaque
                SELECT 1) ⇒ opaque
                SELECT [1) ⇒ opaque
                SELECT * FROM ⇒ opaque
                SELECT 1FROM t ⇒ opaque
                SELECT $1 FROM t ⇒ opaque
                INSERT INTO t (a) OVERRIDING USER VALUE VALUES (1) ⇒ write INSERT t
                INSERT t VALUES (1) ⇒ opaque
                (SELECT a FROM t) FOR UPDATE ⇒ read t LOCKING_READ
                (SELECT a FROM t) FOR x ⇒ opaque
                SELECT a JOIN b ⇒ opaque
                SELECT a FROM t WHERE b JOIN c ⇒ opaque
                SELECT * FROM t, generate_series(1, 2) WITH ORDINALITY ⇒ read t
                SELECT a FROM t ORDER BY a FETCH FIRST 3 ROWS WITH TIES ⇒ read t
                SELECT a FROM t WITH ⇒ opaque
                SELECT lock FROM t ⇒ read t
                WITH x SELECT 1 ⇒ opaque
                WITH x AS SELECT 1 ⇒ opaque
                WITH 1 AS (SELECT 1) SELECT 1 ⇒ opaque
                WITH x AS (SELECT * FROM a), SELECT * FROM x ⇒ opaque
                WITH x AS NOT MATERIALIZED (SELECT * FROM a) SELECT * FROM x ⇒ read a
                WITH x (i, j) AS (SELECT * FROM a), y AS (SELECT * FROM x) SELECT * FROM y, x ⇒ read a
                WITH RECURSIVE x AS (SELECT * FROM y), y (i) AS (SELECT * FROM z), v AS (SELECT * FROM x) SELECT * FROM v ⇒ read z
                SELECT (WITH x AS (SELECT * FROM a) SELECT 1 FROM x), (SELECT 1 FROM x) FROM t ⇒ read a,t,x
                UPDATE t * SET a = 1 ⇒ write ANY t
                UPDATE t AS x SET a = 1 ⇒ write ANY t
                UPDATE t x SET a = 1 ⇒ write ANY t
                DELETE FROM t * AS x WHERE a = 1 ⇒ write ANY t
                SELECT * FROM a. ⇒ opaque
                SELECT * FROM a.b. WHERE c ⇒ read where STATEMENT_NOT_UNDERSTOOD
                SELECT a FROM t UNION ⇒ opaque
                SELECT a FROM t UNION DISTINCT SELECT b FROM u ⇒ read t,u
                SELECT DISTINCT a FROM t WHERE EXISTS (VALUES (1)) ⇒ read t
                DISTINCT SELECT 1 ⇒ opaque
                SELECT a FROM t, ⇒ opaque
                SELECT a FROM t WHERE b = 1 FROM u ⇒ opaque
                SELECT a FROM t JOIN u ON t.a = u.a, v ⇒ read t,u,v
                SELECT a FROM t CROSS JOIN u LEFT JOIN v USING (a) WHERE a IN (SELECT 1 FROM w) ⇒ read t,u,v,w
                SELECT a FROM ONLY (t) ⇒ read t
                SELECT a FROM 'x' ⇒ opaque
                SELECT a FROM t 'x' ⇒ opaque
                SELECT a FROM t "x" ⇒ read t
                SELECT a FROM t MINUS SELECT b FROM u ⇒ opaque
                SELECT a FROM t WHERE b IS NOT DISTINCT FROM (SELECT c FROM u) ⇒ read t,u
                SELECT a, DISTINCT FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                RESET SESSION AUTHORIZATION ⇒ session session_authorization
                SET XML OPTION DOCUMENT ⇒ session xmloption
                SET search_path ⇒ opaque
                SET search_path = f() ⇒ opaque
                SET 1 ⇒ opaque
                RESET TIME ZONE ⇒ session timezone
                SET SESSION search_path TO a ⇒ session search_path
                DISCARD TEMP ⇒ session *
                DISCARD everything ⇒ opaque
                SET transaction_isolation = 'serializable' ⇒ transaction SET_TRANSACTION modes
                LOCK TABLE t ⇒ read  NOT_A_QUERY
                NOTIFY x, f() ⇒ opaque
                BEGIN WORK READ WRITE ⇒ transaction BEGIN
                BEGIN WORK x ⇒ opaque
                END ⇒ transaction COMMIT
                ABORT WORK ⇒ transaction ROLLBACK
                COMMIT AND CHAIN ⇒ transaction COMMIT modes
                COMMIT AND ⇒ opaque
                ROLLBACK TO SAVEPOINT a ⇒ transaction SAVEPOINT
                ROLLBACK TO a ⇒ transaction SAVEPOINT
                ROLLBACK TO a b ⇒ opaque
                SAVEPOINT a ⇒ transaction SAVEPOINT
                RELEASE SAVEPOINT a ⇒ transaction SAVEPOINT
                SAVEPOINT ⇒ opaque
                PREPARE TRANSACTION 'x' ⇒ transaction PREPARE x
                PREPARE TRANSACTION 'x' y ⇒ opaque
                COMMIT PREPARED 'x' ⇒ transaction FINISH_PREPARED x
                ROLLBACK PREPARED 'x' ⇒ transaction FINISH_PREPARED x
                COMMIT PREPARED 'x' y ⇒ opaque
                EXPLAIN VERBOSE DELETE FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN (FORMAT json) SELECT * FROM t ⇒ read t NOT_A_QUERY
                EXPLAIN (ANALYZE) SELECT * FROM t ⇒ opaque
                EXPLAIN ANALYSE DELETE FROM t ⇒ opaque
                DECLARE c CURSOR FOR SELECT * FROM t ⇒ read t NOT_A_QUERY
                DECLARE c NO SCROLL CURSOR WITHOUT HOLD FOR SELECT * FROM t ⇒ read t NOT_A_QUERY
                DECLARE c SELECT * FROM t ⇒ opaque
                DECLARE c CURSOR SELECT * FROM t ⇒ opaque
                COPY s.t (a, b) FROM STDIN ⇒ write INSERT t
                COPY (SELECT * FROM t) TO STDOUT ⇒ read t NOT_A_QUERY
                COPY t FROM 'file' ⇒ opaque
                COPY t FROM STDIN WHERE a = 1 ⇒ opaque
                COPY t ⇒ opaque
                SELECT 1e5, 1.5E+3, 1e-2, .5, 5., 1.e1 FROM t ⇒ read t
                SELECT 1e FROM t ⇒ opaque
                SELECT 1e+ FROM t ⇒ opaque
                SELECT 1e5x FROM t ⇒ opaque
                SELECT 1.2.3 FROM t ⇒ opaque
                SELECT 1..2 FROM t ⇒ opaque
                SELECT 0x1F FROM t ⇒ opaque
                SELECT 1_000 FROM t ⇒ opaque
                SELECT a..b FROM t ⇒ opaque
                SELECT "" FROM t ⇒ opaque
                SELECT a FROM t GROUP BY time ⇒ read t
                SELECT a FROM t ORDER BY next ⇒ read t
                SELECT a::time(3) with time zone FROM t ⇒ read t VOLATILE_FUNCTION
                SELECT a::time(3) without time zone FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT a::timestamp(3) with time zone FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT current FROM t ⇒ read t
                SELECT "ctid" FROM t ⇒ read t CATALOG_READ
                SELECT xmlelement(name a, xmlattributes(b AS c)) FROM t ⇒ read t STATEMENT_NOT_UNDERSTOOD
                SELECT a FROM information_schema ⇒ read information_schema
                DELETE FROM t a b WHERE c ⇒ opaque
                SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS x, t ⇒ read t
                SELECT * FROM rows, t ⇒ read rows,t
                SELECT * FROM t, rows ⇒ read rows,t
                SELECT a FROM t, generate_series(1, (SELECT max(b) FROM u)) ⇒ read t,u
                INSERT INTO t VALUE (1) ⇒ opaque
                SELECT a FROM t update ⇒ opaque
                -- nothing ⇒ opaque""".lines().toList();
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
