-- Events are immutable, and a stream that is closed stays closed. Statement triggers refuse also a statement that would touch no row, and
-- "always" keeps them on for sessions that replay changes (session_replication_role = replica).
create or replace function ${schema}.refuse_change() returns trigger
language plpgsql as $$
begin
  raise exception '% are immutable: % on %.% is refused',
    replace(tg_table_name, '_', ' '), tg_op, tg_table_schema, tg_table_name
    using errcode = 'CA002', hint = 'Append an event that corrects the earlier one.';
end
$$;

create or replace trigger events_immutable
  before update or delete or truncate on ${schema}.events
  for each statement execute function ${schema}.refuse_change();

alter table ${schema}.events enable always trigger events_immutable;

create or replace trigger closed_streams_immutable
  before update or delete or truncate on ${schema}.closed_streams
  for each statement execute function ${schema}.refuse_change();

alter table ${schema}.closed_streams enable always trigger closed_streams_immutable;
