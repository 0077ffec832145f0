create table setting (name varchar(20));
insert into setting values ('one');
