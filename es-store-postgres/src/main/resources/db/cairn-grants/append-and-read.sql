-- What an application's role needs at run time: to append and to close streams through functions, and to read.
-- Replace ${schema} and ${role}, and run it as the owner of the schema.
grant usage on schema ${schema} to ${role};
grant select on ${schema}.events, ${schema}.log, ${schema}.incarnations, ${schema}.closed_streams,
  ${schema}.event_revisions to ${role};
grant execute on function
  ${schema}.append_event(integer, text, bigint, uuid, text, integer, text, text),
  ${schema}.append_events(integer, integer[], text[], bigint[], integer[], integer[], text[], bigint[], uuid[],
                          text[], integer[], text[], text[]),
  ${schema}.note_event_revisions(text[], integer[]),
  ${schema}.close_stream(integer, text, bigint, text, text)
  to ${role};
