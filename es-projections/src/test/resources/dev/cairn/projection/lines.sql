create table lines (number bigint generated always as identity primary key, line text not null);
