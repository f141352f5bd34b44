package dev.cairn.codec.upcast;

import dev.cairn.CairnException;
import java.util.List;

/** Upcasters that do not fit together, or not to the events. Lists every mistake, not the first only. */
public final class InvalidUpcastersException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidUpcastersException(List<String> problems) {
    super("The upcasters have " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the form and what is missing or too much. */
  public List<String> problems() {
    return problems;
  }
}
