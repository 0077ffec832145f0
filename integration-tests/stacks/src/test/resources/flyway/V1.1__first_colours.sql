insert into colour values (1, 'red'), (2, 'green');
