package dev.cairn.event;

import dev.cairn.CairnException;
import org.jspecify.annotations.Nullable;

/** An event that cannot be written as text; nothing was appended. */
public final class EventEncodingException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> eventClass;

  public EventEncodingException(Class<?> eventClass, String problem, @Nullable Throwable cause) {
    super("An event of " + eventClass.getName() + " cannot be encoded: " + problem, cause);
    this.eventClass = eventClass;
  }

  public Class<?> eventClass() {
    return eventClass;
  }
}
