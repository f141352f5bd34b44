-- Closes a stream for good, if it is as expected (-1 any, -2 at least one event). Under the lock of the
-- log, so that no append comes after it: see append_event, append_events and append_slowly.
--
-- Outcomes: k closed, now or earlier, as the other columns say; c wrong expected version; m no such
-- stream.
create or replace function ${schema}.close_stream(
  max_wait_ms integer, stream_id text, expected_version bigint, actor text, why text,
  out outcome text, out last_version bigint, out closed_at timestamptz, out closed_by text, out reason text)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'closing a stream needs the isolation level read committed, and this transaction has %',
      current_setting('transaction_isolation') using errcode = 'CA004';
  end if;
  -- First of all: the statements after it see every append, and every closing, committed before.
  perform ${schema}.lock_log(max_wait_ms);
  last_version := coalesce((select e.version from ${schema}.events e
                             where e.stream = stream_id order by e.version desc limit 1), 0);
  if last_version = 0 then
    outcome := 'm';
  elsif expected_version >= 0 and expected_version <> last_version then
    outcome := 'c';
  else
    insert into ${schema}.closed_streams as c (stream, version, closed_at, closed_by, reason)
    values (stream_id, last_version, clock_timestamp(), actor, why)
    on conflict on constraint closed_streams_pkey do nothing;
    outcome := 'k';
    select c.closed_at, c.closed_by, c.reason into closed_at, closed_by, reason
      from ${schema}.closed_streams c where c.stream = stream_id;
  end if;
end
$$;
revoke all on function ${schema}.close_stream(integer, text, bigint, text, text) from public;
