-- Appends unit by unit, each in a savepoint of its own, and says of each append what became of it.
-- Called under the lock of the log, when appending everything at once has failed.
--
-- A unit is what one caller wants appended atomically: one or more appends, each to another stream.
-- Outcomes: a appended, r repeated (all its events were there already), c wrong expected version,
-- d duplicate event id (details holds it), e refused data (details says why), n not appended because of another append of its unit.
create or replace function ${schema}.append_slowly(
  append_unit integer[], append_stream text[], append_expected bigint[], append_first integer[],
  append_last integer[], event_id uuid[], event_type text[], event_payload text[], event_metadata text[],
  out outcomes text[], out versions bigint[], out positions bigint[], out details text[])
language plpgsql volatile
set plan_cache_mode = force_generic_plan
as $$
declare
  appends constant integer := cardinality(append_unit);
  first_of_unit integer := 1;
  last_of_unit integer;
  current_append integer;
begin
  outcomes := array_fill('n'::text, array[appends]);
  versions := array_fill(0::bigint, array[appends]);
  positions := array_fill(0::bigint, array[appends]);
  details := array_fill(''::text, array[appends]);
  while first_of_unit <= appends loop
    last_of_unit := first_of_unit;
    while last_of_unit < appends and append_unit[last_of_unit + 1] = append_unit[first_of_unit] loop
      last_of_unit := last_of_unit + 1;
    end loop;
    declare
      known bigint;
      runs bigint;
      here boolean;
      first_known uuid;
      last_version bigint;
      last_position bigint;
      now_at bigint;
      repeated integer := 0;
      repeated_append integer;
    begin
      for i in first_of_unit .. last_of_unit loop
        current_append := i;
        -- Are its events there already, and are they these events of this stream, one after the other?
        select count(*), count(distinct (e.stream, e.version - u.n)), max(e.version), max(e.position),
               bool_and(e.stream = append_stream[i]), (array_agg(u.id order by u.n))[1]
          into known, runs, last_version, last_position, here, first_known
          from unnest(event_id[append_first[i]:append_last[i]]) with ordinality u(id, n)
          join ${schema}.events e on e.id = u.id;
        if known > 0 then
          if known < append_last[i] - append_first[i] + 1 or runs > 1 or not here then
            raise exception 'duplicate event id' using errcode = 'CA003';
          end if;
          outcomes[i] := 'r';
          versions[i] := last_version;
          positions[i] := last_position;
          repeated := repeated + 1;
          repeated_append := i;
        else
          now_at := coalesce((select e.version from ${schema}.events e
                               where e.stream = append_stream[i] order by e.version desc limit 1), 0);
          versions[i] := now_at;
          if append_expected[i] >= 0 and append_expected[i] <> now_at
             or append_expected[i] = -2 and now_at = 0 then
            raise exception 'wrong expected version' using errcode = 'CA001';
          end if;
          insert into ${schema}.events (position, version, recorded_at, id, stream, type, payload, metadata)
          select nextval('${schema}.positions'), now_at + n - append_first[i] + 1, clock_timestamp(), event_id[n],
                 append_stream[i], event_type[n], event_payload[n]::json, event_metadata[n]::json
            from generate_series(append_first[i], append_last[i]) n;
          outcomes[i] := 'a';
          versions[i] := now_at + append_last[i] - append_first[i] + 1;
          positions[i] := currval('${schema}.positions');
        end if;
      end loop;
      if repeated > 0 and repeated < last_of_unit - first_of_unit + 1 then
        current_append := repeated_append;
        first_known := event_id[append_first[repeated_append]];
        raise exception 'duplicate event id' using errcode = 'CA003';
      end if;
    exception
      when sqlstate 'CA001' then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'c';
      when sqlstate 'CA003' or unique_violation then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'd';
        details[current_append] := coalesce(first_known, event_id[append_first[current_append]])::text;
      when data_exception or check_violation or program_limit_exceeded then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'e';
        details[current_append] := sqlstate || ': ' || sqlerrm;
    end;
    first_of_unit := last_of_unit + 1;
  end loop;
end
$$;
revoke all on function ${schema}.append_slowly(
  integer[], text[], bigint[], integer[], integer[], uuid[], text[], text[], text[]) from public;
