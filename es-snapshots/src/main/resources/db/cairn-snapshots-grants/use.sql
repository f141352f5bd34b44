-- What a role needs that loads aggregates with snapshots, or looks after them.
-- Replace ${schema} and ${role}, and run it as the owner of the schema.
grant usage on schema ${schema} to ${role};
grant select, insert, update, delete on ${schema}.snapshots to ${role};
