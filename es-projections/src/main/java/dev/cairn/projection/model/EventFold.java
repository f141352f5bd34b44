package dev.cairn.projection.model;

import dev.cairn.event.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** What one class of events does to a row. */
record EventFold(
    Class<?> event,
    EventKeys keys,
    @Nullable EventMethod creates,
    @Nullable EventMethod changes,
    boolean ignoresMissing) {

  /** The row after the event; null if there is none. */
  @Nullable
  Object apply(@Nullable Object row, RecordedEvent recorded) {
    Object payload = recorded.payload();
    if (row != null && changes != null) {
      return changes.call(row, payload, recorded);
    }
    if (row == null && creates != null) {
      Object created = creates.call(null, payload, recorded);
      if (created == null) {
        throw new IllegalStateException(creates.method() + " returned null instead of a row");
      }
      return created;
    }
    if (row == null && ignoresMissing) {
      return null;
    }
    throw new IllegalStateException(
        row == null
            ? "There is no row that the event could change; give its @On ifMissing = IGNORE, or write a"
                + " static @On that makes one"
            : "There is a row already, and only a static @On for the event; write an instance method, too");
  }
}
