-- What readers of the log could not handle: the keys that wait, and every event that waits, or ever waited, with them.
create table ${schema}.parked_sequences (
  reader             text        collate "C" not null,
  key                text        collate "C" not null,
  reason             text        not null,
  parked_at          timestamptz not null default clock_timestamp(),
  attempts           integer     not null default 0,
  last_attempt_at    timestamptz,
  last_error         text,
  retry_requested_at timestamptz,
  retry_requested_by text,
  constraint parked_sequences_pkey primary key (reader, key)
);

-- Rows stay when they are settled: they are the record of who did what, and tell a reader that resumes from
-- before them what has been decided already.
create table ${schema}.parked_events (
  reader        text        collate "C" not null,
  key           text        collate "C" not null,
  position      bigint      not null,
  event_id      uuid        not null,
  cause         text        not null,
  detail        text        not null,
  parked_at     timestamptz not null default clock_timestamp(),
  parked_by     text        not null,
  state         text        not null default 'parked',
  settled_at    timestamptz,
  settled_by    text,
  settle_reason text,
  constraint parked_events_pkey  primary key (reader, position, key),
  constraint parked_events_cause check (cause in ('poison', 'follows')),
  constraint parked_events_state check (state in ('parked', 'handled', 'discarded'))
);
create index parked_events_waiting on ${schema}.parked_events (reader, key, position) where state = 'parked';
