package dev.cairn.bank;

import dev.cairn.InvalidInputException;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Up to which event of an account to look. */
sealed interface AsOf {

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

  /** Reads what people write. */
  final class Reader implements ITypeConverter<AsOf> {

    @Override
    public AsOf convert(String text) {
      try {
        return text.matches("-?[0-9]+")
            ? new Version(StreamVersion.of(Long.parseLong(text)))
            : new Moment(Instant.parse(text));
      } catch (DateTimeException | NumberFormatException | InvalidInputException e) {
        throw new TypeConversionException("'" + text
            + "' is neither a version, such as 5, nor an instant, such as 2026-01-31T12:00:00Z");
      }
    }
  }
}
