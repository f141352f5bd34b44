package dev.cairn.cli.command;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the id of a stream. */
public final class StreamIdConverter implements ITypeConverter<StreamId> {

  @Override
  public StreamId convert(String text) {
    try {
      return StreamId.parse(text);
    } catch (InvalidInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
