package dev.cairn.aggregate;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventRevision;
import dev.cairn.event.EventType;
import dev.cairn.internal.Names;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Checks that every event class has a name of its own. */
final class EventNames {

  private EventNames() {}

  static void check(Collection<Class<?>> events, List<String> problems) {
    Map<String, Class<?>> byName = new LinkedHashMap<>();
    for (Class<?> event : events) {
      EventType type = event.getAnnotation(EventType.class);
      if (type == null) {
        problems.add(Names.of(event)
            + " has no @EventType; give it the name under which it is to be stored");
        continue;
      }
      checkStorable(type, event, problems);
      Class<?> other = byName.putIfAbsent(type.value(), event);
      if (other != null) {
        problems.add(Names.of(other) + " and " + Names.of(event) + " are both stored as \""
            + type.value() + "\"; give each its own @EventType");
      }
    }
  }

  private static void checkStorable(EventType type, Class<?> event, List<String> problems) {
    try {
      // What a stored event accepts is what counts.
      new EventRevision(type.value(), type.revision());
    } catch (InvalidInputException e) {
      problems.add("The @EventType of " + Names.of(event) + " cannot be stored: " + e.getMessage());
    }
  }
}
