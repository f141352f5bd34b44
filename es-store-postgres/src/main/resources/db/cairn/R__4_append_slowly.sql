-- Appends unit by unit, each in a savepoint of its own, and says of each append what became of it.
-- Called under the lock of the log, when appending everything at once has failed.
--
-- A unit is what one caller wants appended atomically: one or more appends, each to another stream.
-- Outcomes: a appended, r repeated (all its events were there already), c wrong expected version,
-- d duplicate event id (details holds it), x closed stream (details: microseconds since 1970, by whom and
-- why, a line each), e refused data (details says why), n not appended because of another append of its unit.
create or replace function ${schema}.append_slowly(
  append_unit integer[], append_stream text[], append_expected bigint[], append_first integer[],
  append_last integer[], event_id uuid[], event_type text[], event_revision integer[],
  event_payload text[], event_metadata text[],
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
      there record;
      ended record;
      some_new boolean := false;
      known_event integer;
      known_append integer;
      stray_event integer;
      stray_append integer;
      duplicate uuid;
      now_at bigint;
    begin
      -- Which of its events are there already, and are those the events of these streams, one after the other?
      for i in first_of_unit .. last_of_unit loop
        for n in append_first[i] .. append_last[i] loop
          select e.stream, e.version, e.position into there from ${schema}.events e where e.id = event_id[n];
          if not found then
            some_new := true;
          else
            if known_event is null then
              known_event := n;
              known_append := i;
            end if;
            if stray_event is null
               and (there.stream <> append_stream[i]
                    or n > append_first[i] and there.version <> versions[i] + 1) then
              stray_event := n;
              stray_append := i;
            end if;
            outcomes[i] := 'r';
            versions[i] := there.version;
            positions[i] := there.position;
          end if;
        end loop;
      end loop;
      if known_event is not null and some_new then
        current_append := known_append;
        duplicate := event_id[known_event];
        raise exception 'duplicate event id' using errcode = 'CA003';
      elsif stray_event is not null then
        current_append := stray_append;
        duplicate := event_id[stray_event];
        raise exception 'duplicate event id' using errcode = 'CA003';
      elsif known_event is null then
        for i in first_of_unit .. last_of_unit loop
          current_append := i;
          select c.version, c.closed_at, c.closed_by, c.reason into ended
            from ${schema}.closed_streams c where c.stream = append_stream[i];
          if found then
            raise exception 'closed stream' using errcode = 'CA005';
          end if;
          now_at := coalesce((select e.version from ${schema}.events e
                               where e.stream = append_stream[i] order by e.version desc limit 1), 0);
          versions[i] := now_at;
          if append_expected[i] >= 0 and append_expected[i] <> now_at
             or append_expected[i] = -2 and now_at = 0 then
            raise exception 'wrong expected version' using errcode = 'CA001';
          end if;
          insert into ${schema}.events (position, version, recorded_at, id, stream, type, payload, metadata,
                                        revision)
          select nextval('${schema}.positions'), now_at + n - append_first[i] + 1, clock_timestamp(), event_id[n],
                 append_stream[i], event_type[n], event_payload[n]::json, event_metadata[n]::json,
                 event_revision[n]
            from generate_series(append_first[i], append_last[i]) n;
          outcomes[i] := 'a';
          versions[i] := now_at + append_last[i] - append_first[i] + 1;
          positions[i] := currval('${schema}.positions');
        end loop;
      end if;
    exception
      when sqlstate 'CA001' then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'c';
      when sqlstate 'CA005' then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'x';
        versions[current_append] := ended.version;
        details[current_append] := concat_ws(
          E'\n', (extract(epoch from ended.closed_at) * 1000000)::bigint, ended.closed_by, ended.reason);
      when sqlstate 'CA003' or unique_violation then
        outcomes[first_of_unit:last_of_unit] := array_fill('n'::text, array[last_of_unit - first_of_unit + 1]);
        outcomes[current_append] := 'd';
        details[current_append] := coalesce(duplicate, event_id[append_first[current_append]])::text;
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
  integer[], text[], bigint[], integer[], integer[], uuid[], text[], integer[], text[], text[]) from public;
