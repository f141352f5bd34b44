-- Appends one event if the stream is exactly at expected_version, and returns its position.
--
-- The short way for a lone caller: no arrays, no savepoint. Whatever is wrong is an error here, and
-- the caller asks again through append_events, which says what.
create or replace function ${schema}.append_event(
  max_wait_ms integer, stream_id text, expected_version bigint,
  event_id uuid, event_type text, event_revision integer, event_payload text, event_metadata text)
returns bigint
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  appended bigint;
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'an append needs the isolation level read committed, and this transaction has %',
      current_setting('transaction_isolation') using errcode = 'CA004';
  end if;
  -- First of all: the statements after it see every append committed before.
  if not pg_try_advisory_xact_lock(${schema}.log_key()) then
    perform ${schema}.lock_log(max_wait_ms);
  end if;
  insert into ${schema}.events (position, version, recorded_at, id, stream, type, payload, metadata,
                                revision)
  values (nextval('${schema}.positions'), expected_version + 1, clock_timestamp(), event_id, stream_id,
          event_type, event_payload::json, event_metadata::json, event_revision)
  returning position into appended;
  -- The unique key refused a version that is taken; this refuses one whose predecessor is missing, and a
  -- stream that is closed. A new stream needs neither: one that is closed has events.
  if expected_version > 0
     and ((select true from ${schema}.events e
            where e.stream = stream_id and e.version = expected_version order by e.version limit 1) is null
          or (select true from ${schema}.closed_streams c where c.stream = stream_id limit 1)) then
    raise exception 'wrong expected version, or a closed stream' using errcode = 'CA001';
  end if;
  perform pg_notify('${schema}_events', appended::text);
  return appended;
end
$$;
revoke all on function ${schema}.append_event(integer, text, bigint, uuid, text, integer, text, text) from public;
