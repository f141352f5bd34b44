create table things (id bigint primary key, name integer not null);
create table other_things (id bigint primary key);
