-- What the role of an application needs to send messages that are not events.
-- Replace ${schema} and ${role}, and run it as the owner of the schema.
grant usage on schema ${schema} to ${role};
grant insert on ${schema}.outbox_messages to ${role};
