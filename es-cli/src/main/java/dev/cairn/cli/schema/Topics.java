package dev.cairn.cli.schema;

import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.codec.EventTypes;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which events the relay publishes where, if it has one topic for each category. */
final class Topics {

  private Topics() {}

  static Map<String, Collection<EventSchema>> of(
      SchemaAccess access, EventSchemas events, String prefix) {
    Map<String, Collection<EventSchema>> topics = new TreeMap<>();
    access.categories().forEach((category, classes) -> {
      EventTypes types = EventTypes.of(new ArrayList<>(classes));
      List<EventSchema> schemas =
          types.classes().stream().map(types::nameOf).map(events::of).toList();
      topics.put(prefix + category, schemas);
    });
    if (topics.isEmpty()) {
      topics.put(prefix + "{category}", events.all());
    }
    return topics;
  }
}
