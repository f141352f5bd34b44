package dev.cairn.aggregate;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.internal.Names;

/** A command that needs an aggregate was sent to one that does not exist. Nothing was appended. */
public final class AggregateNotFoundException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final Class<?> command;

  /** For whatever decides, and for tests of what happens then. */
  public AggregateNotFoundException(StreamId stream, Class<?> command) {
    super("There is no " + stream + " yet, and " + Names.of(command)
        + " is decided by an existing one. Create it first.");
    this.stream = stream;
    this.command = command;
  }

  public StreamId stream() {
    return stream;
  }

  /** The class of the command. */
  public Class<?> command() {
    return command;
  }
}
