create table colour (id int primary key, name varchar(20));
insert into colour values (1, 'red'), (2, 'green');
