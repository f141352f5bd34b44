package dev.cairn.bank.history;

import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import java.time.Instant;

/** Up to which event of an account to look. */
public sealed interface AsOf {

  boolean includes(RecordedEvent event);

  /** All events. */
  record Now() implements AsOf {
    @Override
    public boolean includes(RecordedEvent event) {
      return true;
    }
  }

  /** Those up to a version. */
  record Version(StreamVersion version) implements AsOf {
    @Override
    public boolean includes(RecordedEvent event) {
      return event.version().compareTo(version) <= 0;
    }

    @Override
    public String toString() {
      return "version " + version;
    }
  }

  /** Those recorded up to an instant, by the clock of the database. */
  record Moment(Instant instant) implements AsOf {
    @Override
    public boolean includes(RecordedEvent event) {
      return !event.recordedAt().isAfter(instant);
    }

    @Override
    public String toString() {
      return instant.toString();
    }
  }
}
