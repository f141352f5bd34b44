package dev.cairn.cli.events;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How people name an event: by its id or by its position. */
sealed interface EventReference {

  /**
   * The event.
   *
   * @throws CommandFailedException if there is none
   */
  RecordedEvent in(EventStore store);

  /** By its id. */
  record ById(UUID id) implements EventReference {

    @Override
    public RecordedEvent in(EventStore store) {
      return store
          .find(id)
          .orElseThrow(() ->
              new CommandFailedException(ExitCode.FAILED, "there is no event with the id " + id));
    }
  }

  /** By its place in the log. */
  record At(Position position) implements EventReference {

    @Override
    public RecordedEvent in(EventStore store) {
      List<RecordedEvent> found = new ArrayList<>();
      if (position.value() > 0) {
        Position before = new Position(position.value() - 1);
        store.readLog(LogRead.after(before).withUpTo(position).stored(), found::add);
      }
      return found.stream().findFirst().orElseThrow(() -> nothing(store.head()));
    }

    private CommandFailedException nothing(Position head) {
      String reason = position.isAfter(head)
          ? "; the log ends at position " + head
          : "; an append that was rolled back has left a hole there";
      return new CommandFailedException(
          ExitCode.FAILED,
          "there is no event at position " + position
              + (position.value() == 0 ? "; the first is after it" : reason));
    }
  }

  /** Reads what people write. */
  final class Reader implements ITypeConverter<EventReference> {

    @Override
    public EventReference convert(String text) {
      try {
        return text.matches("[0-9]+")
            ? new At(Position.of(Long.parseLong(text)))
            : new ById(UUID.fromString(text));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(
            "'" + text + "' is neither the id of an event nor a position of the log");
      }
    }
  }
}
