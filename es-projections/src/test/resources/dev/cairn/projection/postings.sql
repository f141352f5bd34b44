-- Nothing here keeps an event from being written twice, so that it would be seen.
create table postings (
  position bigint  not null,
  account  integer not null,
  cents    bigint  not null,
  constraint postings_cents check (cents >= 0)
);
create index postings_account on postings (account);
create table posting_totals (
  account  integer primary key,
  cents    bigint  not null,
  postings bigint  not null,
  last     bigint  not null,
  -- How many were not written in the order of the log.
  disorder integer not null default 0
);
