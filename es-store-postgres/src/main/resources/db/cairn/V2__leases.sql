-- Who leads what: one row for each piece of work that one process at a time may do. Time is this server's.
create table ${schema}.leases (
  name        text        collate "C" not null,
  owner       text        not null,
  -- Rises with every new holder, so that what an earlier one still writes can be told and refused.
  term        bigint      not null,
  acquired_at timestamptz not null,
  expires_at  timestamptz not null,
  constraint leases_pkey primary key (name),
  constraint leases_term_positive check (term > 0)
);
