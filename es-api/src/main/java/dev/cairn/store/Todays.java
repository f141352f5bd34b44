package dev.cairn.store;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.Upcasting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Between what is stored and what readers get: events of earlier forms as what they are today. For stores.
 * Costs nothing where no codec knows of earlier forms, and a lookup for each event otherwise.
 */
public final class Todays {

  private Todays() {}

  /** What to look for in the log, for a reader that wants events which pass {@code filter} today. */
  public static EventFilter stored(EventFilter filter, Upcasting upcasting) {
    return new EventFilter(upcasting.storedTypes(filter.types()), filter.categories());
  }

  /** Takes stored events, and gives {@code reader} those which pass the filter as what they are today. */
  public static Consumer<RecordedEvent> reader(
      EventFilter filter, Upcasting upcasting, Consumer<? super RecordedEvent> reader) {
    return stored -> {
      if (upcasting.isCurrent(stored.type(), stored.revision())) {
        if (filter.matches(stored)) {
          reader.accept(stored);
        }
        return;
      }
      for (RecordedEvent event : upcasting.upcast(stored)) {
        if (filter.matches(event)) {
          reader.accept(event);
        }
      }
    };
  }

  /** The events of a stream as what they are today. */
  public static Stream<RecordedEvent> stream(
      StreamRead read, Upcasting upcasting, Stream<RecordedEvent> stored) {
    if (read.asStored()) {
      return stored;
    }
    return stored.mapMulti((event, today) -> {
      if (upcasting.isCurrent(event.type(), event.revision())) {
        today.accept(event);
      } else if (read.direction() == Direction.FORWARD) {
        upcasting.upcast(event).forEach(today);
      } else {
        List<RecordedEvent> events = new ArrayList<>(upcasting.upcast(event));
        Collections.reverse(events);
        events.forEach(today);
      }
    });
  }
}
