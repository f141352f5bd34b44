package dev.cairn.codec;

import dev.cairn.CairnException;
import java.util.List;

/** Event classes that cannot be registered. Lists every mistake, not the first only. */
public final class InvalidEventTypesException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidEventTypesException(List<String> problems) {
    super("The event types have " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the class and what it lacks. */
  public List<String> problems() {
    return problems;
  }
}
