insert into colour values (4, 'violet', 1);
insert into no_such_table values (1);
