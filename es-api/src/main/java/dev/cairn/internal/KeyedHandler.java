package dev.cairn.internal;

import dev.cairn.event.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** What one class of events does to the record of a key. */
public record KeyedHandler(
    Class<?> event,
    EventKeys keys,
    @Nullable EventMethod begins,
    @Nullable EventMethod goesOn,
    boolean ignoresMissing) {

  /**
   * What the method for the event returns.
   *
   * @param record what the key has; null if it has nothing
   * @return null if the event is to be ignored, or the method for what there is returned that
   */
  public @Nullable Object apply(@Nullable Object record, RecordedEvent recorded) {
    Object payload = recorded.payload();
    if (record != null && goesOn != null) {
      return goesOn.call(record, payload, recorded);
    }
    if (record == null && begins != null) {
      Object begun = begins.call(null, payload, recorded);
      if (begun == null) {
        throw new IllegalStateException(
            Names.of(begins.method()) + " returned null, and with it the key would begin");
      }
      return begun;
    }
    if (record == null && ignoresMissing) {
      return null;
    }
    throw new IllegalStateException(
        record == null
            ? "Its key has nothing that the event could change; give its @On ifMissing = IGNORE, or write"
                + " a static @On that begins with it"
            : "Its key has something already, and only a static @On for the event; write an instance"
                + " method, too");
  }
}
