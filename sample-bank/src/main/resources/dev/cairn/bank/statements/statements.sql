create table statements (
  account     bigint not null,
  version     bigint not null,
  booked      date   not null,
  description text   not null,
  cents       bigint not null,
  balance     bigint not null,
  primary key (account, version)
);
