alter table colour add column shade int;
update colour set name = 'crimson', shade = 7 where id = 1;
insert into colour values (3, 'blue', 1);
create index colour_by_shade on colour (shade);
