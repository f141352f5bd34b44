package dev.cairn.command;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import java.time.Duration;

/** Whatever keeps read models, for those who want to read what they have just written. */
@FunctionalInterface
public interface ReadModels {

  /** For commands that know of no read models. */
  ReadModels NONE = (name, position, timeout) -> {
    throw new InvalidInputException(
        "read model",
        "'" + name + "' is not known to these commands; make them with Commands.withReadModels");
  };

  /**
   * Returns once a read model shows what the event at the position did; throws if it does not in that time.
   */
  void waitFor(String name, Position position, Duration timeout);
}
