package dev.cairn.event;

import dev.cairn.CairnException;
import java.util.List;

/** A log with events that the codec cannot bring up to date. Lists every form, not the first only. */
public final class UnreadableEventsException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * For codecs.
   *
   * @param problems a sentence for each form
   */
  public UnreadableEventsException(List<String> problems) {
    super("The log has events that this code cannot read:\n  - " + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the form and what is missing. */
  public List<String> problems() {
    return problems;
  }
}
