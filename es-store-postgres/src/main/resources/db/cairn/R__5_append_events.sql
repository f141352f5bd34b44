-- Appends the events of many callers in one commit: everything at once if nothing is in the way, and
-- otherwise unit by unit, see append_slowly.
--
-- append_*: one element for each append: its unit, its stream, the expected version (-1 any, -2 at
-- least one event), and its first and last event. event_*: one element for each event: the stream, the
-- version (from the expected one, or 1, 2, ... where that is not exact), and its content.
--
-- If all went at once, outcomes is null, the positions are the ones that end with last_position, and
-- versions is null unless a version had to be looked up.
create or replace function ${schema}.append_events(
  max_wait_ms integer,
  append_unit integer[], append_stream text[], append_expected bigint[], append_first integer[], append_last integer[],
  event_stream text[], event_version bigint[],
  event_id uuid[], event_type text[], event_revision integer[], event_payload text[], event_metadata text[],
  out last_position bigint,
  out outcomes text[], out versions bigint[], out positions bigint[], out details text[])
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
as $$
declare
  before bigint[];
begin
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'an append needs the isolation level read committed, and this transaction has %',
      current_setting('transaction_isolation') using errcode = 'CA004';
  end if;
  -- First of all: the statements after it see every append committed before.
  perform ${schema}.lock_log(max_wait_ms);
  begin
    if -1 = any(append_expected) or -2 = any(append_expected) then
      before := array(
        select case when a.expected >= 0 then 0
                    else coalesce((select e.version from ${schema}.events e
                                    where e.stream = a.stream order by e.version desc limit 1), 0) end
          from unnest(append_stream, append_expected) with ordinality a(stream, expected, n) order by a.n);
      if exists (select from unnest(append_expected, before) a(expected, version)
                  where a.expected = -2 and a.version = 0) then
        raise exception 'wrong expected version' using errcode = 'CA001';
      end if;
      versions := array(select v.version + a.last - a.first + 1
                          from unnest(append_first, append_last, before) with ordinality a(first, last, version, n),
                               lateral (select case when append_expected[a.n] >= 0 then append_expected[a.n]
                                                    else a.version end) v(version)
                         order by a.n);
      event_version := array(select event_version[g] + a.version
                               from unnest(append_first, append_last, before) with ordinality a(first, last, version, n),
                                    generate_series(a.first, a.last) g
                              order by g);
    end if;
    insert into ${schema}.events (position, version, recorded_at, id, stream, type, payload, metadata,
                                  revision)
    select nextval('${schema}.positions'), e.version, clock_timestamp(), e.id, e.stream, e.type, e.payload::json,
           e.metadata::json, e.revision
      from unnest(event_version, event_id, event_stream, event_type, event_revision, event_payload,
                  event_metadata)
             as e(version, id, stream, type, revision, payload, metadata);
    -- The unique key refused versions that are taken; this refuses those whose predecessor is missing, and
    -- streams that are closed, once there are such. Scalar subqueries, because "exists" would be turned
    -- into joins planned while the tables were empty.
    if 0 < any(append_expected)
       and (select count(*) from unnest(append_stream, append_expected) a(stream, expected)
         where a.expected > 0
           and (select true from ${schema}.events e
                 where e.stream = a.stream and e.version = a.expected order by e.version limit 1) is null) > 0
       or (select true from ${schema}.closed_streams limit 1)
       and (select count(*) from unnest(append_stream) a(stream)
         where (select true from ${schema}.closed_streams c where c.stream = a.stream limit 1)) > 0 then
      raise exception 'wrong expected version, or a closed stream' using errcode = 'CA001';
    end if;
    last_position := currval('${schema}.positions');
  exception
    when sqlstate 'CA001' or unique_violation or data_exception or check_violation or program_limit_exceeded then
      select s.outcomes, s.versions, s.positions, s.details into outcomes, versions, positions, details
        from ${schema}.append_slowly(append_unit, append_stream, append_expected, append_first, append_last,
                                     event_id, event_type, event_revision, event_payload, event_metadata) s;
      last_position := (select max(p) from unnest(outcomes, positions) a(o, p) where o = 'a');
  end;
  if last_position is not null then
    perform pg_notify('${schema}_events', last_position::text);
  end if;
end
$$;
revoke all on function ${schema}.append_events(
  integer, integer[], text[], bigint[], integer[], integer[], text[], bigint[], uuid[], text[], integer[], text[],
  text[]) from public;
