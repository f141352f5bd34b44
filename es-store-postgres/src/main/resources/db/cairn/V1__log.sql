-- The log: one row for each event, in the order of commits.
--
-- The columns of fixed width come first, so that no row carries padding. Identifiers compare by
-- byte ("C"): faster, and independent of the collation libraries of the operating system.
create table ${schema}.events (
  position    bigint      not null,
  version     bigint      not null,
  recorded_at timestamptz not null,
  id          uuid        not null,
  stream      text        collate "C" not null,
  type        text        collate "C" not null,
  payload     json        not null,
  metadata    json        not null,
  constraint events_position_key       primary key (position),
  constraint events_stream_version_key unique (stream, version),
  constraint events_id_key             unique (id),
  constraint events_version_positive   check (version > 0)
);

-- cache 1: positions are drawn under the lock of the log and must rise across connections.
create sequence ${schema}.positions as bigint cache 1 owned by ${schema}.events.position;

-- Which log this is. One row, made with the schema; a dump takes it along.
create table ${schema}.log (
  id         uuid        not null default gen_random_uuid(),
  created_at timestamptz not null default now(),
  one_row    boolean     not null default true,
  constraint log_pkey    primary key (one_row),
  constraint log_one_row check (one_row)
);
insert into ${schema}.log default values;

-- The lives of the log. A new one begins when somebody declares, after a restore, that the log went
-- back to an earlier moment: positions after began_after then belong to other events than before.
create table ${schema}.incarnations (
  incarnation integer     not null,
  began_after bigint      not null,
  began_at    timestamptz not null default now(),
  reason      text        not null,
  constraint incarnations_pkey primary key (incarnation)
);
insert into ${schema}.incarnations (incarnation, began_after, reason) values (1, 0, 'created');
