-- Each relay as people and monitoring want to see it. lag_events counts positions, so it also counts holes that
-- rolled-back appends have left; lag_seconds is the age of the oldest event that is not published yet.
create or replace view ${schema}.relay_status as
select r.name as relay, r.state, r.guarantee, r.leader, r.term,
       coalesce(l.expires_at > clock_timestamp(), false) as is_leading,
       r.incarnation, r.position, h.head,
       greatest(h.head - r.position, 0) as lag_events,
       coalesce(extract(epoch from clock_timestamp() - n.recorded_at), 0)::double precision as lag_seconds,
       r.published, r.events_per_second, r.last_published_at,
       (select count(*) from ${schema}.parked_sequences s where s.reader = r.name) as parked_streams,
       (select count(*) from ${schema}.parked_events e where e.reader = r.name and e.state = 'parked') as parked_events,
       (select count(*) from ${schema}.outbox_messages m where m.state = 'waiting') as waiting_messages,
       (select count(*) from ${schema}.outbox_messages m where m.state = 'parked') as parked_messages,
       r.last_error, r.last_error_at, r.updated_at
  from ${schema}.relays r
  left join ${schema}.leases l on l.name = 'relay:' || r.name and l.term = r.term
 cross join (select coalesce((select e.position from ${schema}.events e order by e.position desc limit 1), 0) as head) h
  left join lateral (select e.recorded_at from ${schema}.events e
                      where e.position > r.position order by e.position limit 1) n on true;
