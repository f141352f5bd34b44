create table top_accounts (
  account     bigint not null,
  cents       bigint not null,
  opened      date   not null,
  last_booked date   not null,
  primary key (account)
);
create index top_accounts_by_balance on top_accounts (cents desc, account);
