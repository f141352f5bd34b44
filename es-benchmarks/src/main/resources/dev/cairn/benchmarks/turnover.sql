create table turnover (
  account bigint not null primary key,
  cents   bigint not null
);
