-- The key of the lock of the log, the same for every session of this database.
create or replace function ${schema}.log_key() returns bigint
language sql immutable parallel safe
return hashtextextended('cairn.log.${schema}', 0);

-- Takes the lock of the log until the transaction ends. Whoever holds it alone draws positions, and
-- it is given back after the commit is visible: so commit order is position order.
--
-- The wait is bounded by lock_timeout, which is set only when there is something to wait for.
create or replace function ${schema}.lock_log(max_wait_ms integer) returns void
language plpgsql volatile as $$
declare
  previous text;
begin
  if pg_try_advisory_xact_lock(${schema}.log_key()) then
    return;
  end if;
  previous := current_setting('lock_timeout');
  perform set_config('lock_timeout', max_wait_ms || 'ms', true);
  perform pg_advisory_xact_lock(${schema}.log_key());
  perform set_config('lock_timeout', previous, true);
end
$$;
revoke all on function ${schema}.lock_log(integer) from public;
