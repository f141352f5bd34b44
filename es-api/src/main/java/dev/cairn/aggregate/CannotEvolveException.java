package dev.cairn.aggregate;

import dev.cairn.CairnException;
import dev.cairn.internal.Names;

/** There is no way from a state over an event to a next state. */
public final class CannotEvolveException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> event;

  CannotEvolveException(Class<?> event, String problem) {
    super(Names.of(event) + " " + problem);
    this.event = event;
  }

  /** The class of the event. */
  public Class<?> event() {
    return event;
  }
}
