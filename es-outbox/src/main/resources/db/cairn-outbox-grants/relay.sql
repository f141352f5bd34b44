-- What the role of a relay needs, beside reading the log.
-- Replace ${schema} and ${role}, and run it as the owner of the schema.
grant usage on schema ${schema} to ${role};
grant select on ${schema}.events, ${schema}.log, ${schema}.incarnations, ${schema}.event_revisions, ${schema}.relay_status to ${role};
grant select, insert, update on ${schema}.leases, ${schema}.relays, ${schema}.parked_events to ${role};
grant select, insert, update, delete on ${schema}.parked_sequences to ${role};
grant select, update, delete on ${schema}.outbox_messages to ${role};
