-- Messages that are not events, on their way to Kafka. A row is deleted when its message has been published.
create table ${schema}.outbox_messages (
  number         bigint      not null generated always as identity,
  id             uuid        not null,
  sent_at        timestamptz not null default clock_timestamp(),
  topic          text        collate "C" not null,
  key            text        collate "C" not null,
  type           text        not null,
  payload        json        not null,
  correlation_id uuid,
  causation_id   uuid,
  traceparent    text,
  state          text        not null default 'waiting',
  park_reason    text,
  parked_at      timestamptz,
  parked_by      text,
  attempts       integer     not null default 0,
  settled_at     timestamptz,
  settled_by     text,
  settle_reason  text,
  constraint outbox_messages_pkey   primary key (number),
  constraint outbox_messages_id_key unique (id),
  constraint outbox_messages_state  check (state in ('waiting', 'parked', 'discarded'))
);
create index outbox_messages_waiting on ${schema}.outbox_messages (number) where state = 'waiting';
create index outbox_messages_parked  on ${schema}.outbox_messages (topic, key, number) where state = 'parked';
