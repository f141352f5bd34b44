package dev.cairn.bank.importing;

import java.time.Duration;
import java.util.Optional;

/**
 * What came of an import.
 *
 * @param file its name
 * @param rows rows that were read: played, skipped or rejected
 * @param appended events that were appended
 * @param skipped rows that were in the log already, or earlier in the file
 * @param rejected rows that are malformed, or that their account refused
 * @param took from the first row to the last, without the comparison
 * @param comparison empty if the import was stopped before its end
 */
public record ImportSummary(
    String file,
    long rows,
    long appended,
    long skipped,
    long rejected,
    Duration took,
    Optional<Comparison> comparison) {

  /** Whether every row is in the log and the log says what the file says. */
  public boolean isClean() {
    return rejected == 0 && comparison.map(it -> it.mismatches().isEmpty()).orElse(false);
  }
}
