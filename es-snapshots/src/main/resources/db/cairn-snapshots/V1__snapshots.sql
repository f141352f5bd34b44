-- States of aggregates at a version of their stream, so that loading one need not begin with its first event. All of
-- it can be deleted at any time: whatever does not fit, or is not there, is computed from the log.
create table ${schema}.snapshots (
  stream      text        collate "C" not null,
  version     bigint      not null,
  last_event  uuid        not null,
  fingerprint text        not null,
  revision    integer     not null,
  state       bytea       not null,
  checksum    bigint      not null,
  taken_at    timestamptz not null default clock_timestamp(),
  constraint snapshots_pkey    primary key (stream, version),
  constraint snapshots_version check (version > 0)
);
