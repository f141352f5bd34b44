package dev.cairn.codec.schema;

import dev.cairn.CairnException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Events have changed so that somebody cannot read them. Its message lists every finding, so a test that ends
 * with it says what to do.
 */
public final class IncompatibleEventsException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  IncompatibleEventsException(Path committed, List<Finding> findings) {
    super("The events in the code are not compatible with those in " + committed + ", "
        + findings.size() + " finding(s):\n  - "
        + findings.stream().map(Finding::toString).collect(Collectors.joining("\n  - ")));
    this.findings = List.copyOf(findings);
  }

  /** All of them, by type. */
  public List<Finding> findings() {
    return findings;
  }
}
