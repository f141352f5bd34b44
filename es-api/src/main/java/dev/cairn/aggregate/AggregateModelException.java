package dev.cairn.aggregate;

import dev.cairn.CairnException;
import java.util.List;

/** An aggregate that cannot work. Lists every mistake, not the first only. */
public final class AggregateModelException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> aggregate;
  private final transient List<String> problems;

  AggregateModelException(Class<?> aggregate, List<String> problems) {
    super("The aggregate " + aggregate.getName() + " has " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.aggregate = aggregate;
    this.problems = List.copyOf(problems);
  }

  /** The annotated class, or the class of the decider. */
  public Class<?> aggregate() {
    return aggregate;
  }

  /** One sentence each: which class or method lacks what, and what to do. */
  public List<String> problems() {
    return problems;
  }
}
