-- The revision of its type in which each event is stored. Those of before are of the first; the table is not
-- rewritten.
alter table ${schema}.events add column revision smallint not null default 1;
alter table ${schema}.events add constraint events_revision_positive check (revision > 0) not valid;

-- In which forms events have been stored, or could have been: whoever writes says so when it opens the log.
create table ${schema}.event_revisions (
  type     text        collate "C" not null,
  revision smallint    not null,
  noted_at timestamptz not null default clock_timestamp(),
  constraint event_revisions_pkey primary key (type, revision)
);
insert into ${schema}.event_revisions (type, revision) select distinct type, 1 from ${schema}.events;

-- They get an argument more, and the ones of before would stay beside them.
drop function if exists ${schema}.append_event(integer, text, bigint, uuid, text, text, text);
drop function if exists ${schema}.append_events(
  integer, integer[], text[], bigint[], integer[], integer[], text[], bigint[], uuid[], text[], text[], text[]);
drop function if exists ${schema}.append_slowly(
  integer[], text[], bigint[], integer[], integer[], uuid[], text[], text[], text[]);
