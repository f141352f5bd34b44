-- What a role needs that reads the read models and waits for them.
-- Replace ${schema} and ${role}, and run it as the owner of the schema.
grant usage on schema ${schema}, ${schema}_read to ${role};
grant select on all tables in schema ${schema}_read to ${role};
grant select on ${schema}.log, ${schema}.incarnations, ${schema}.event_revisions, ${schema}.projection_status, ${schema}.projection_generations
  to ${role};
