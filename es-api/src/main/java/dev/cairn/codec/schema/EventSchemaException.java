package dev.cairn.codec.schema;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/**
 * There is no schema to work with: an event has a form that cannot be described, or a committed file
 * cannot be read or written. {@link #subject} says which.
 */
public final class EventSchemaException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String subject;

  EventSchemaException(String subject, String problem) {
    this(subject, problem, null);
  }

  EventSchemaException(String subject, String problem, @Nullable Throwable cause) {
    super(subject + " " + problem, cause);
    this.subject = subject;
  }

  /** The type of the event, with the place in it, or the file. */
  public String subject() {
    return subject;
  }
}
