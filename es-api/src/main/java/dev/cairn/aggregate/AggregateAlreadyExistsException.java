package dev.cairn.aggregate;

import dev.cairn.CairnException;
import dev.cairn.event.StreamId;
import dev.cairn.internal.Names;

/** A command that creates an aggregate was sent to one that exists. Nothing was appended. */
public final class AggregateAlreadyExistsException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient StreamId stream;
  private final Class<?> command;

  AggregateAlreadyExistsException(StreamId stream, Class<?> command) {
    super("There is a " + stream + " already, and " + Names.of(command)
        + " creates one. Choose another id, or send the command once, with a command id.");
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
