-- Where each relay stands, and how it is. With the exactly-once guarantee the cursor in Kafka is the truth, and
-- this a copy that is never ahead of it; with the other guarantees this is the cursor.
create table ${schema}.relays (
  name              text             collate "C" not null,
  guarantee         text             not null,
  -- Whether the cursor has been set up; before that, the relay has published nothing.
  established       boolean          not null default false,
  cluster_id        text             not null default '',
  incarnation       integer          not null default 0,
  position          bigint           not null default 0,
  event_id          uuid,
  -- Whether the position is the cursor itself, and not only a lower bound of the one in Kafka.
  exact             boolean          not null default true,
  state             text             not null,
  leader            text             not null,
  term              bigint           not null,
  published         bigint           not null default 0,
  events_per_second double precision not null default 0,
  last_published_at timestamptz,
  last_error        text,
  last_error_at     timestamptz,
  updated_at        timestamptz      not null default clock_timestamp(),
  constraint relays_pkey  primary key (name),
  constraint relays_state check (state in ('leading', 'waiting', 'halted', 'stopped'))
);
