create table indexed (
  account integer not null,
  owner   text    not null,
  cents   bigint  not null,
  constraint indexed_key primary key (account),
  constraint indexed_owner unique (owner) deferrable,
  constraint indexed_range check (cents > -1000000)
);
create index indexed_cents on indexed (cents desc) where cents > 0;
create unique index "indexed Lower" on indexed (lower(owner)) include (cents);
