package dev.cairn.process;

import dev.cairn.CairnException;
import java.util.List;

/** A process that cannot work. Lists every mistake, not the first only. */
public final class ProcessModelException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> process;
  private final transient List<String> problems;

  /** For what reads the annotations, and what runs the process. */
  public ProcessModelException(Class<?> process, List<String> problems) {
    super("The process " + process.getName() + " has " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.process = process;
    this.problems = List.copyOf(problems);
  }

  /** The annotated class. */
  public Class<?> process() {
    return process;
  }

  /** One sentence each: which class or method lacks what, and what to do. */
  public List<String> problems() {
    return problems;
  }
}
