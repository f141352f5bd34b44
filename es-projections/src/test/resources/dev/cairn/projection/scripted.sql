create table handled (
  number   serial  primary key,
  account  text    not null,
  cents    bigint  not null,
  position bigint  not null
);
