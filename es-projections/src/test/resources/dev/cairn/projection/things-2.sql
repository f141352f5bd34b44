create table things (id bigint primary key, name text not null, old text, brand_new integer);
create index things_name on things (name);
create table more_things (id bigint primary key);
