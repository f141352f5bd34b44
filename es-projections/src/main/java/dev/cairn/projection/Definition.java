package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import java.util.Collection;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** What a projection is, whichever its kind. */
sealed interface Definition permits KeyedDefinition, FreeDefinition, ProcessDefinition {

  String name();

  int version();

  /** The names under which the events that it handles are stored. */
  Set<String> eventTypes();

  /** What tells apart two definitions that call themselves the same version. */
  String shape();

  /** Makes its tables in a schema that is empty, and first on the search path. */
  void create(Handle handle, String schema);

  /** What handles events with the tables in a schema. */
  Work work(String schema, ParkedKeys parked);

  /** What brings one generation far ahead, with so many bytes of memory. */
  Bulk bulk(GenerationFeed feed, long memory);

  /** The keys under which an event is parked that the projection cannot handle as a whole. */
  Collection<String> parkingKeys(RecordedEvent event);

  /** Its name as part of the names of tables and schemas. */
  default String identifier() {
    return name().replace('-', '_');
  }
}
