-- What the role of a process that runs or rebuilds projections needs, beside reading the log: it makes a schema for
-- each generation, and the views over the live ones.
-- Replace ${schema}, ${role} and ${database}, and run it as the owner of the schema and of the database.
grant usage on schema ${schema} to ${role};
grant usage, create on schema ${schema}_read to ${role};
grant select on ${schema}.events, ${schema}.log, ${schema}.incarnations, ${schema}.event_revisions, ${schema}.projection_status to ${role};
grant select, insert, update on ${schema}.leases, ${schema}.projections, ${schema}.parked_events to ${role};
grant select, insert, update, delete on ${schema}.projection_generations, ${schema}.parked_sequences to ${role};
grant create on database ${database} to ${role};
