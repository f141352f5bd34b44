-- Declares that the log went back to an earlier moment and goes on from where it is now. For the
-- operator, after a restore: readers that had come further than this then stop instead of skipping
-- the events that are appended from now on. Returns the new incarnation.
create or replace function ${schema}.begin_incarnation(why text) returns integer
language plpgsql volatile
-- It runs as the owner, on whose search path others may have put functions of the same names.
set search_path = pg_catalog, pg_temp
as $$
declare
  begun integer;
begin
  perform ${schema}.lock_log(10000);
  insert into ${schema}.incarnations (incarnation, began_after, reason)
  select (select max(incarnation) + 1 from ${schema}.incarnations),
         coalesce((select max(position) from ${schema}.events), 0), why
  returning incarnation into begun;
  return begun;
end
$$;
revoke all on function ${schema}.begin_incarnation(text) from public;
