-- JSON, XML, text search.
select doc -> 'k', doc ->> 'k', doc #> '{list,0}', doc #>> '{list,0}', doc -> 'list' -> 0 from item;
select doc['k'], doc['list'][0] from item;
select doc - 'k', doc || '{"z": 1}', doc #- '{list,0}' from item;
select id from item where doc @> '{"k": 1}' or doc <@ '{"k": 1}' or doc @?? '$.k ? (@ > 1)' or doc @@ '$.k > 1';
select e from item, jsonb_array_elements(doc -> 'list') e;
select e.key, e.value from item, jsonb_each(doc) as e;
select e.* from item i cross join lateral jsonb_each_text(i.doc) e(k, v) where e.k = 'k';
select k from item, jsonb_object_keys(doc) k;
select e from document, json_array_elements('[1,2]'::json) with ordinality as t(e, o);
select jsonb_path_query(doc, '$.list[*] ? (@ > 2)') from item;
select jsonb_path_query_array(doc, '$.list'), jsonb_path_exists(doc, '$.k'), jsonb_path_query_first(body, '$.a.b') from item, document;
select p from document, jsonb_path_query(body, '$.a.b[*]') as p;
select jsonb_build_object('id', id, 'tags', (select jsonb_agg(t.name) from tag t)) from item;
select jsonb_build_object('n', (select count(*) from tag), 'list', jsonb_build_array(1, (select max(id) from stock))) from item;
select json_build_array(id, name), to_jsonb(name), json_object('{a,b}'), jsonb_typeof(doc), jsonb_pretty(doc), jsonb_strip_nulls(doc) from item;
select jsonb_set(doc, '{k}', '5'), jsonb_insert(doc, '{list,0}', '9'), jsonb_array_length(doc -> 'list') from item;
select jsonb_set(doc, '{k}', (select to_jsonb(max(n)) from tag)) from item;
select json_object('a': 1, 'b': (select max(id) from tag)) from item;
select json_object('a' value 1 null on null), json_array(1, 2, 3), json_array(select id from tag) from item;
select json_arrayagg(id order by id), json_objectagg(name: n) from item;
select json_array(select id from tag order by n) from item;
select doc is json, raw is json object, raw::text is json with unique keys from item, document;
--17
select json_value(body, '$.c'), json_query(body, '$.a'), json_exists(body, '$.a.b') from document;
--17
select json_value(body, '$.a.b[0]' returning int default 0 on error) from document;
--17
select json_query(body, '$.a' with wrapper), json_serialize('{"a": 1}'), json_scalar(n), json('[1]') from document;
--17
select j.* from document, json_table(body, '$.a.b[*]' columns (i for ordinality, v int path '$')) as j;
--17
select j.v from document d, json_table(d.body, '$' columns (c text path '$.c', nested path '$.a.b[*]' columns (v int path '$'))) j;
--17
select j.v from json_table((select body from document limit 1), '$.a.b[*]' columns (v int path '$')) j join item on item.id = j.v;
--17
select json_value((select body from document limit 1), '$.c' passing (select max(id) from tag) as x) from item;
select xmlelement(name item, xmlattributes(id as "from", name), xmlelement(name n, n)) from item;
select xmlforest(id, name as "select", (select count(*) from tag) as tags) from item;
select xmlconcat(xmlelement(name a), xmlcomment('x')), xmlpi(name php, 'x') from item;
select xmlelement(name x, (select xmlagg(xmlelement(name t, t.name)) from tag t)) from item;
select xmlserialize(content markup as text), xmlparse(content '<a/>'), xmlroot(markup, version '1.0') from document;
select xpath('/r/i/text()', markup), xpath_exists('/r/i', markup), xmlexists('/r/i' passing by ref markup), markup is document from document;
select x.* from document, xmltable('/r/i' passing markup columns n int path '@n', v text path '.') x;
select x.v from document d, xmltable(xmlnamespaces('urn:x' as y), '/r/i' passing d.markup columns o for ordinality, v text path '.' default (select max(name) from tag)) x;
select x.v from xmltable('/r/i' passing (select markup from document limit 1) columns v text path '.') x, item;
select words @@ 'cat'::tsquery, ts_rank(words, 'cat'::tsquery), setweight(words, 'A'), strip(words), numnode('a & b'::tsquery) from document;
select id from document where words @@ ('cat'::tsquery && !! 'bird'::tsquery) or words @@ tsquery_phrase('cat', 'dog');
select w.lexeme from document, unnest(words) as w;
select id from document where words @@ to_tsquery('english', 'cat & dog');
select to_tsvector('simple', name) from item;
select ts_headline('english', name, 'item') from item;
select j.* from item, jsonb_to_record(doc) as j(k int);
select jsonb_populate_record(null::pair, '{"a": 1}') from item;
select * from jsonb_to_recordset('[{"a": 1}]') as r(a int), item;
select (jsonb_populate_record(null::shop.tag, '{"id": 1}')).name from item;
select null::tag from item;
select (null::shop.tag).name from item;
select jsonb_agg(distinct t order by t) from item, unnest(tags) t;
select jsonb_agg(to_jsonb(x) order by x.id) from (select i.id, (select count(*) from tag) c from item i) x;
select json_strip_nulls(row_to_json(i)) from (select id, name from item) i;
