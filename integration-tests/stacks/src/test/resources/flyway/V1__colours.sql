create table colour (id int primary key, name varchar(20));
