package dev.cairn.cli.events;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.util.Optional;
import java.util.UUID;

/**
 * What led to an event, up to the first one that nothing in the log has caused.
 *
 * @param first that event
 * @param outside what it says led to it and is no event of this log: a command, or a message
 */
record Causes(RecordedEvent first, Optional<UUID> outside) {

  /** As many events as one append may hold: those of one command stand together. */
  private static final long LOOK_BACK = 1_000;

  /** Climbs, one look into the index of ids for each step. */
  static Causes of(RecordedEvent event, EventStore store) {
    RecordedEvent first = event;
    while (true) {
      Optional<UUID> cause = TracedEvent.causeOf(first);
      Optional<RecordedEvent> found = cause.flatMap(store::find);
      // A cause comes first. One that does not would lead in a circle.
      Position here = first.position();
      if (found.filter(earlier -> here.isAfter(earlier.position())).isEmpty()) {
        return new Causes(first, found.isPresent() ? Optional.empty() : cause);
      }
      first = found.orElseThrow();
    }
  }

  /** Where the events begin that have the same cause outside the log. */
  Position beginning(EventStore store) {
    long begin = first.position().value();
    if (outside.isEmpty()) {
      return new Position(begin - 1);
    }
    while (true) {
      long[] earliest = {begin};
      LogRead before = LogRead.after(new Position(Math.max(0, begin - 1 - LOOK_BACK)))
          .stored()
          .withUpTo(new Position(begin - 1));
      store.readLog(before, event -> {
        if (TracedEvent.causeOf(event).equals(outside)) {
          earliest[0] = Math.min(earliest[0], event.position().value());
        }
      });
      if (earliest[0] == begin) {
        return new Position(begin - 1);
      }
      begin = earliest[0];
    }
  }
}
