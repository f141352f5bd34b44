package dev.cairn.registry;

import dev.cairn.CairnException;
import dev.cairn.event.RecordedEvent;
import org.jspecify.annotations.Nullable;

/** An event cannot be written in its schema; the relay parks it. */
public final class UnwritableValueException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final int revision;
  private final String path;

  UnwritableValueException(
      RecordedEvent event, String path, String problem, @Nullable Throwable cause) {
    super(
        event.type() + " revision " + event.revision() + (path.isEmpty() ? "" : " at " + path)
            + ": " + problem,
        cause);
    this.type = event.type();
    this.revision = event.revision();
    this.path = path;
  }

  /** The type under which the event is stored. */
  public String type() {
    return type;
  }

  /** The revision in which it is stored. */
  public int revision() {
    return revision;
  }

  /** Where in the JSON, as a JSON pointer; empty if it is about the whole. */
  public String path() {
    return path;
  }
}
