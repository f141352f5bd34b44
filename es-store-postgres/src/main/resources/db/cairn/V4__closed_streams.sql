-- Streams that were closed for good, each with the version at which it ended.
create table ${schema}.closed_streams (
  stream    text        collate "C" not null,
  version   bigint      not null,
  closed_at timestamptz not null,
  closed_by text        not null,
  reason    text        not null,
  constraint closed_streams_pkey             primary key (stream),
  constraint closed_streams_version_positive check (version > 0)
);
