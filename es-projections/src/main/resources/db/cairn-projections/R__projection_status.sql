-- Each projection as people and monitoring want to see it. lag_events counts positions, so it also counts holes
-- that rolled-back appends have left; lag_seconds is the age of the oldest event that is not in the read model.
create or replace view ${schema}.projection_status as
select p.name as projection, g.generation, g.version, g.position, g.incarnation, h.head,
       case when l.expires_at > clock_timestamp() then l.owner end as runner,
       coalesce(l.term, 0) as term,
       greatest(h.head - coalesce(g.position, 0), 0) as lag_events,
       coalesce(extract(epoch from clock_timestamp() - n.recorded_at), 0)::double precision as lag_seconds,
       g.live_since, g.updated_at,
       b.generation as building, b.version as building_version, b.position as building_position,
       v.generation as previous, v.version as previous_version,
       (select count(*) from ${schema}.parked_sequences s
         where s.reader = p.name || '#' || g.generation) as parked_keys,
       (select count(*) from ${schema}.parked_events e
         where e.reader = p.name || '#' || g.generation and e.state = 'parked') as parked_events,
       p.paused_at, p.paused_by, p.pause_reason, p.last_error, p.last_error_at
  from ${schema}.projections p
  left join ${schema}.projection_generations g on g.projection = p.name and g.state = 'live'
  left join ${schema}.projection_generations b on b.projection = p.name and b.state = 'building'
  left join ${schema}.projection_generations v on v.projection = p.name and v.state = 'previous'
  left join ${schema}.leases l on l.name = 'projection:' || p.name
 cross join (select coalesce((select e.position from ${schema}.events e order by e.position desc limit 1), 0) as head) h
  left join lateral (select e.recorded_at from ${schema}.events e
                      where e.position > coalesce(g.position, 0) order by e.position limit 1) n on true;
