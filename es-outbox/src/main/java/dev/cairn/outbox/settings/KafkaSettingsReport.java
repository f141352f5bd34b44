package dev.cairn.outbox.settings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a {@link KafkaSettingsCheck} has found.
 *
 * @param findings the worst first
 */
public record KafkaSettingsReport(List<Finding> findings) {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaSettingsReport.class);

  public KafkaSettingsReport {
    findings = findings.stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  public List<Finding> findings(Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).toList();
  }

  /** Whether the relay would not start. */
  public boolean refuses() {
    return !findings(Severity.ERROR).isEmpty();
  }

  /** Writes each finding to the log, at the level of its severity. */
  public KafkaSettingsReport logged() {
    for (Finding finding : findings) {
      switch (finding.severity()) {
        case ERROR -> LOG.error("Kafka settings: {}", finding.line());
        case WARNING -> LOG.warn("Kafka settings: {}", finding.line());
        case INFO -> LOG.info("Kafka settings: {}", finding.line());
      }
    }
    return this;
  }

  /**
   * Does nothing if nothing speaks against a start.
   *
   * @throws KafkaSettingsRefusedException if there are errors
   */
  public void orThrow() {
    if (refuses()) {
      throw new KafkaSettingsRefusedException(findings(Severity.ERROR));
    }
  }

  /** All findings and a last line that counts them, for people. */
  @Override
  public String toString() {
    String all = findings.stream().map(finding -> finding + "\n\n").collect(Collectors.joining());
    return all + findings(Severity.ERROR).size() + " error(s), "
        + findings(Severity.WARNING).size() + " warning(s), "
        + findings(Severity.INFO).size() + " note(s)";
  }
}
