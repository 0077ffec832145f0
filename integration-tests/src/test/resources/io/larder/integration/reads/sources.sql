-- What may stand in FROM; % is the alias. Each has the columns id, n and name.
item as %
shop.item %
shop.customer as %
"customer" %
orders as %
order_line %
only shop.product as %
only (category) as %
"Sales Dept"."Order Line" as %
"Sales Dept"."select" %
"Sales Dept"."Größe" as %
"Sales Dept"."Customer" %
public."user" as %
"order" as %
"values" as %
public."from" as %
"only" as %
count as %
public.max as %
rows as %
ordinality %
returns as %
public.date as %
λ as %
"a.b" as %
"say ""hi""" as %
t$1 as %
public.recursive as %
/* not this: from hidden */ audit.log -- nor this: from nowhere
  as %
audit.item as %
(select * from supplier) as %
(select id, n, name from tag where id in (select tag_id from item_tag)) as %
(table stock) as %
(select e.id, e.n, e.name from employee e left join employee b on b.id = e.boss_id) as %
(values (1, 2, 'three'), (4, 5, 'six')) as %(id, n, name)
(with document as (select id, n, name from event) select * from document) as %
(select id, n, name from place union all select id, n, name from audit.entry) as %
((select id, n, name from price) except (select id, n, name from audit.session)) as %
public.lag as %
made as %(id, n, name)
product as %(id, n, name, more)
(item_tag join tag using (id)) as %(id, n, name, item_id, tag_id, tag_n, tag_name)
v_item as %
v_deep as %
sale as %
shop.animal %
m_item as %
secret as %
fast as %
shop.user_read(1) as %
watched as %
