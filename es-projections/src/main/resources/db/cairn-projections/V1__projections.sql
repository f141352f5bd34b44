-- What people have decided about projections, and how the last attempt to run one failed.
create table ${schema}.projections (
  name          text        collate "C" not null,
  paused_at     timestamptz,
  paused_by     text,
  pause_reason  text,
  last_error    text,
  last_error_at timestamptz,
  constraint projections_pkey primary key (name)
);

-- Each time a projection's tables were built, one generation, in a schema of its own. Readers see the live one
-- through views. The place in the log up to which a generation is right changes in the transactions that change
-- its tables.
create table ${schema}.projection_generations (
  projection  text        collate "C" not null,
  generation  integer     not null,
  version     integer     not null,
  shape       text        not null,
  tables      text        collate "C" not null,
  state       text        not null,
  log         uuid,
  incarnation integer,
  position    bigint      not null default 0,
  event_id    uuid,
  created_at  timestamptz not null default clock_timestamp(),
  created_by  text        not null,
  live_since  timestamptz,
  updated_at  timestamptz not null default clock_timestamp(),
  constraint projection_generations_pkey  primary key (projection, generation),
  constraint projection_generations_name  foreign key (projection) references ${schema}.projections,
  constraint projection_generations_state check (state in ('building', 'live', 'previous', 'retired', 'scratch')),
  constraint projection_generations_log   check ((log is null) = (incarnation is null))
);
create unique index projection_generations_live     on ${schema}.projection_generations (projection) where state = 'live';
create unique index projection_generations_building on ${schema}.projection_generations (projection) where state = 'building';
create unique index projection_generations_previous on ${schema}.projection_generations (projection) where state = 'previous';

-- The views that readers use.
create schema if not exists ${schema}_read;
