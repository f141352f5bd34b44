package dev.cairn.command;

import dev.cairn.CairnException;
import java.util.List;

/**
 * Aggregates that cannot work, or not beside each other. Lists every mistake of all of them, not
 * the first only.
 */
public final class InvalidAggregatesException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidAggregatesException(List<String> problems) {
    super("The aggregates have " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each: which class or method lacks what, and what to do. */
  public List<String> problems() {
    return problems;
  }
}
