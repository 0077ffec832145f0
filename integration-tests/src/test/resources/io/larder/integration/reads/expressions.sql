-- Aggregates, windows, operators, casts, parameters.
select count(*), count(distinct n), sum(price), avg(price), min(name), max(made), bool_and(flag), every(flag) from item;
select array_agg(id order by id desc), array_agg(distinct n), string_agg(name, ',' order by id), string_agg(distinct name, ',') from item;
select array_agg(id order by (select max(n) from tag), id) from item;
select count(*) filter (where n > 2), sum(n) filter (where id in (select id from tag)) from item;
select sum((select max(t.n) from tag t where t.id = i.id)) from item i;
select percentile_cont(0.5) within group (order by price), percentile_disc(array[0.1, 0.9]) within group (order by n desc), mode() within group (order by name) from item;
select percentile_cont((select 0.5 from tag limit 1)) within group (order by price) from item;
select rank(3) within group (order by n), dense_rank(1) within group (order by id), cume_dist(2) within group (order by n) from item;
select rank(3) within group (order by n) filter (where id > (select min(id) from tag)) from item;
select regr_slope(n, id), corr(n, id), covar_pop(n, id), stddev(n), variance(n), bit_and(n), bit_or(id), bit_xor(id) from item;
select any_value(name) from item;
select jsonb_agg(doc), jsonb_object_agg(name, n), json_agg(item), json_object_agg(id, name) from item;
select range_agg(span), range_intersect_agg(span) from item;
select xmlagg(xmlelement(name e, name) order by id) from item;
select id, row_number() over (), rank() over (order by n), lag(id, 1, 0) over (partition by n order by id) from item;
select id, sum(n) over (partition by m order by id rows between 1 preceding and current row) from item;
select id, sum(n) over (order by n range between unbounded preceding and 2 following exclude ties) from item;
select id, sum(n) over (order by n groups between 1 preceding and 1 following exclude current row) from item;
select id, sum(n) over (order by day range between interval '1 day' preceding and current row) from item;
select id, first_value(name) over w, nth_value(name, 2) over (w rows unbounded preceding), ntile(3) over w from item window w as (order by id);
select id, sum(n) over (partition by (select max(id) from tag), m order by (select min(id) from stock)) from item;
select id, sum((select max(id) from tag)) over (order by id) from item;
select id, count(*) filter (where n in (select n from tag)) over (partition by n) from item;
select id, max(n) over v from item window w as (partition by (select count(*) from tag)), v as (w order by id);
select sum(count(*)) over (order by n) from item group by n;
select n, rank() over (order by sum(price)) from item group by n order by rank() over (order by sum(price)), n;
select id from item order by row_number() over (order by n), id;
select case n when 1 then 'one' when 2 then 'two' else 'more' end, case when n > 3 then name end from item;
select nullif(n, 0), greatest(n, id, 3), least(n, id), coalesce(name, 'x') from item;
select id from item where n in (1, 2, 3) and name not like 'x%' or name ilike 'ITEM%' and name similar to '(item|tag)%';
select id from item where name ~ '^item' and name !~* 'TAG' and name ~~ 'i%' and name !~~* 'z%';
select id from item where name like 'a!%' escape '!' or name not ilike E'\\_%' escape E'\\';
select id from item where n between symmetric 5 and 1 and id not between 100 and 200;
select id from item where n is null or n is not null or flag is true or flag is not false or flag is unknown;
select id from item where n isnull or name notnull;
select id from item where n is distinct from id and name is not distinct from 'x';
select id from item where (n, id) = (1, 2) or (n, id) <= (3, 4) or row(n, id) is not null;
select id from item where (made, interval '1 day') overlaps (timestamp '2024-01-02', timestamp '2024-02-02');
select id from item where tags @> array['a'] and tags <@ array['a', 'b1'] and 'a' = any (tags) and 'z' <> all (tags);
select id from item where span && int4range(1, 5) or span @> 7 or span -|- int4range(20, 30) or span << int4range(100, 200);
select tags[1], tags[1:2], tags[:1], tags[2:], grid[1][2], grid[1:1][1:2] from item;
select (tags)[1], (array[1, 2, 3])[2], (array[[1, 2], [3, 4]])[1:2][1] from item;
select array_length(tags, 1), cardinality(tags), array_position(tags, 'a'), tags || 'z'::text from item;
select array[n, id], array[array[1, 2], array[n, id]], array[]::int[] from item;
select row(id, n, name), (id, n), row() from item;
select (p).a, (p).b, (item.p).a, (p).* from item;
select (i.p).b from item as i where (i.p).a > 1 order by (i.p).b;
select (address).b from supplier where (address) = row(1, 'street')::pair;
select (row(1, 'x')::pair).a from item;
select (i).name, (i).* from item i;
select i from item i;
select item from item;
select (select i from item i where i.id = t.id) from tag t;
select (x.i).name from (select i from item i) x;
select i.*, t.* from item i, tag t;
select i.*::text from item i;
select to_json(i), row_to_json(i), i::text from item i;
select n::text, n::bigint, n::numeric(5, 2), price::int, name::varchar(3), name::char(2), flag::int from item;
select cast(n as text), cast(price as double precision), cast(name as character varying(4)), cast('{1,2}' as int[]) from item;
select '5'::int + n, int '5', interval '1 day', interval '1' year, numeric '1.5', bool 'true', text 'x' from item;
select '{"a": 1}'::jsonb, '[1,2]'::json, '(1,2)'::point, '[1,5)'::int4range, '10.0.0.1'::inet, '\x00'::bytea from item;
select 'glad'::mood, m::text, m > 'sad'::mood, 'glad'::shop.mood = m from item;
select '{glad,sad}'::mood[] @> array[m] from item;
select 5::positive, n::shop.positive from item where n > 0;
select id::oid from item;
select made at time zone 'UTC', made::date, made::time, date_trunc('day', made), extract(epoch from made), date_part('year', made) from item;
select made + interval '1 day', made - timestamp '2024-01-01', day + 1, day - date '2024-01-01', age(made, timestamp '2020-01-01') from item;
select date '2024-01-01', time '10:00', timestamp '2024-01-01 10:00', timestamptz '2024-01-01 10:00+00', time with time zone '10:00+01' from item;
select make_date(2024, 1, n + 1), make_interval(days => n), to_char(made, 'YYYY-MM'), to_date('2024', 'YYYY') from item;
select justify_days(interval '40 days'), isfinite(made), date_bin('15 minutes', made, timestamp '2024-01-01') from item;
select round(price, 1), trunc(price), ceil(price), floor(price), abs(n), mod(id, 3), power(n, 2), sqrt(id), sign(n), id % 3, id ^ 2, n # 3, n & 1, n | 4, n << 1, n >> 1 from item;
select upper(name), lower(name), initcap(name), length(name), char_length(name), octet_length(name), reverse(name), md5(name), repeat(name, 2) from item;
select substring(name, 2, 3), substring(name from 2), substring(name for 2), substring(name from 'i(.*)m'), substring(name similar 'i#"%#"m%' escape '#'), left(name, 2), right(name, 2), substr(name, 1, 2) from item;
select position('t' in name), strpos(name, 'e'), overlay(name placing 'xx' from 2 for 1), trim(name), trim(leading 'i' from name), trim(both from name), ltrim(name, 'i'), rpad(name, 10, '.') from item;
select split_part(name, ' ', 1), replace(name, 'i', 'j'), translate(name, 'it', 'ab'), concat(name, n), concat_ws('-', name, n), format('%s %L', name, n), quote_literal(name), ascii(name), chr(65) from item;
select regexp_replace(name, 'i', 'j', 'g'), regexp_match(name, '(\d+)'), regexp_count(name, 't'), regexp_like(name, 'i'), regexp_split_to_array(name, ' ') from item;
select encode('abc'::bytea, 'hex'), decode('00ff', 'hex'), sha256('x'::bytea), get_byte('x'::bytea, 0) from item;
select name collate "C", name collate pg_catalog."default" from item order by name collate "C" desc;
select max(name collate "C") from item where name < 'x' collate "POSIX";
select id from item where n operator(pg_catalog.=) 1 and id operator(pg_catalog.>) 0;
select n operator(pg_catalog.+) 1, pg_catalog.abs(n), pg_catalog.count(*) over () from item;
select pg_catalog.upper(name), pg_catalog.lower(pg_catalog.upper(name)) from shop.item;
select -(n), +(n), not flag, not (n = 1), - - n, @ -5, !! 'a'::tsquery from item;
select n is null is not true, (n = 1) is null, (n = 1) = true from item;
select all_.id from (select id from item) all_;
select id from item where id = -1 and n = +1 and n != 2 and n <> 3 and not n >= 99;
select id from item where flag and not flag or (flag);
--: 1
select * from item where id = ?::int;
--: 1 | item%
select id from item where n > ?::int and name like ? order by id;
--: {1,2,3}
select id from item where id = any (?::int[]);
--: 1 | 2 | 3
select id from item where id in (?::int, ?::int, ?::int);
--: 3 | 1
select id from item order by id limit ?::int offset ?::int;
--: a
select doc ?? 'k', doc ??| array['k'], doc ??& array['k', ?] from item;
--: 5
select i.id from item i join tag t on t.id = i.id where t.n < ?::int;
--: 1
select (select max(n) from tag where id > ?::int) from item;
--: 1
with w as (select * from item where id > ?::int) select * from w, tag;
--: 2024-01-01
select id from item where made > ?::timestamp;
--: x | 5
select coalesce(name, ?), ?::int + n from item;
--: 1 | 2
select * from item where (id, n) = (?::int, ?::int);
--: 1
select * from generate_series(1, ?::int) g join item on item.id = g;
--: {"k": 1}
select id from item where doc @> ?::jsonb;
select id, '?' as q, "name" as "?" /* ? */ from item -- ?
;
select id from item where {fn lcase(name)} = 'item 1';
select {fn concat(name, 'x')}, {fn abs(n)} from item;
select id from item where made > {ts '2024-01-01 00:00:00'} and day > {d '2024-01-01'};
select i.id from {oj item i left outer join tag t on t.id = i.id};
select id from item where name like 'a!_b' {escape '!'};
