package dev.cairn.bank.show;

import dev.cairn.InvalidInputException;
import dev.cairn.bank.history.AsOf;
import dev.cairn.event.StreamVersion;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the versions and instants that people write. */
final class Moment implements ITypeConverter<AsOf> {

  @Override
  public AsOf convert(String text) {
    try {
      return text.matches("-?[0-9]+")
          ? new AsOf.Version(StreamVersion.of(Long.parseLong(text)))
          : new AsOf.Moment(Instant.parse(text));
    } catch (DateTimeException | NumberFormatException | InvalidInputException e) {
      throw new TypeConversionException("'" + text
          + "' is neither a version, such as 5, nor an instant, such as 2026-01-31T12:00:00Z");
    }
  }
}
