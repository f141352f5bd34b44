package dev.cairn.outbox;

import dev.cairn.CairnException;
import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a stored event is published as.
 *
 * @param entries all of them or none: an event that is several today is published as a whole
 * @param refusal why it cannot be; null if it can
 */
record Outgoing(List<Batch.Entry> entries, @Nullable String refusal) {

  static Outgoing refused(String why) {
    return new Outgoing(List.of(), why);
  }

  /** Whatever goes wrong in the application's routing or upcasters is a reason to park the event. */
  static Outgoing of(RecordedEvent stored, RelaySettings settings) {
    if (!settings.upcasting()) {
      return of(List.of(stored), settings.routing());
    }
    List<RecordedEvent> today;
    try {
      today = stored.upcast().stream().filter(settings.filter()::matches).toList();
    } catch (CairnException e) {
      return refused(String.valueOf(e.getMessage()));
    }
    return of(today, settings.routing());
  }

  private static Outgoing of(List<RecordedEvent> events, TopicRouting routing) {
    List<Batch.Entry> entries = new ArrayList<>(events.size());
    for (RecordedEvent event : events) {
      Route route = route(event, routing);
      if (route instanceof Route.Refused no) {
        return refused(no.reason());
      }
      if (route instanceof Route.To to) {
        entries.add(Batch.Entry.of(event, to));
      }
    }
    return new Outgoing(entries, null);
  }

  private static Route route(RecordedEvent event, TopicRouting routing) {
    try {
      Route route = routing.route(event);
      // Not checked by every compiler, and an event without a route would be lost silently.
      return route == null ? Route.refused("the routing says nothing about it") : route;
    } catch (RuntimeException e) {
      return Route.refused("it cannot be routed: " + e);
    }
  }
}
