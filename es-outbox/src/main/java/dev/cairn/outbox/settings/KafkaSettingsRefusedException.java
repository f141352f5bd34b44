package dev.cairn.outbox.settings;

import dev.cairn.CairnException;
import java.util.List;
import java.util.stream.Collectors;

/** The relay does not start with these settings, or on this cluster. Lists every reason. */
public final class KafkaSettingsRefusedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  KafkaSettingsRefusedException(List<Finding> findings) {
    super(findings.stream()
        .map(Finding::line)
        .collect(Collectors.joining("\n  - ", "The Kafka settings do not hold:\n  - ", "")));
    this.findings = List.copyOf(findings);
  }

  /** The errors. */
  public List<Finding> findings() {
    return findings;
  }
}
