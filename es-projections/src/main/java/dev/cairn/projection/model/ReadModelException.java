package dev.cairn.projection.model;

import dev.cairn.CairnException;
import java.util.List;

/** A read model or a projection that cannot work. Lists every mistake, not the first only. */
public final class ReadModelException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String subject;
  private final transient List<String> problems;

  /** For what reads the annotations. */
  public ReadModelException(String subject, List<String> problems) {
    super(subject + " has " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.subject = subject;
    this.problems = List.copyOf(problems);
  }

  /** The class, or the set of projections, that is wrong. */
  public String subject() {
    return subject;
  }

  /** One sentence each: which class or method lacks what, and what to do. */
  public List<String> problems() {
    return problems;
  }
}
