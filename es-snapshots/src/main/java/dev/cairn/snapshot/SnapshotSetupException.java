package dev.cairn.snapshot;

import dev.cairn.CairnException;
import java.util.List;

/** Aggregates of which no snapshots can be taken. Lists every mistake, not the first only. */
public final class SnapshotSetupException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  SnapshotSetupException(List<String> problems) {
    super("The snapshots have " + problems.size() + " mistake(s):\n  - "
        + String.join("\n  - ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One sentence each, naming the aggregate and what to do about it. */
  public List<String> problems() {
    return problems;
  }
}
