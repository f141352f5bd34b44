create table more_things (id bigint primary key);
