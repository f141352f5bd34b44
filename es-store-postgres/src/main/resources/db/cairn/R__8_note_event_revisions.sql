-- Notes the forms in which a process stores events from now on; those that are known already are left alone.
create or replace function ${schema}.note_event_revisions(types text[], revisions integer[]) returns void
language sql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
  insert into ${schema}.event_revisions (type, revision)
  select n.type, n.revision from unnest(types, revisions) n(type, revision) order by 1, 2
  on conflict do nothing
$$;
revoke all on function ${schema}.note_event_revisions(text[], integer[]) from public;
