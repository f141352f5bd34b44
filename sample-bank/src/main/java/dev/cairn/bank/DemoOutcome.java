package dev.cairn.bank;

import java.time.Duration;
import java.util.List;

/**
 * What a demo did, and what it has shown.
 *
 * @param stopped whether it was told to stop before its end
 * @param events how many there are in the log now
 * @param commands how many were accepted, and how many refused, in so much time
 * @param moved how many transfers were completed, refused at once, and brought back, in all runs
 * @param relay how often the relay was killed, and how long it took until another one led
 * @param rebuild how long the read model took, and how many transfers were started meanwhile
 */
record DemoOutcome(
    DemoPlan plan,
    boolean stopped,
    long events,
    Commands commands,
    Moved moved,
    Relay relay,
    Rebuild rebuild,
    List<Check> checks) {

  record Commands(long accepted, long refused, Duration took) {}

  record Moved(long completed, long failed, long compensated) {}

  record Relay(int kills, Duration gap) {}

  record Rebuild(String name, Duration took, long transfersMeanwhile) {}

  /**
   * Something that must be so.
   *
   * @param claim in words
   * @param holds whether it is
   * @param found what was counted
   */
  record Check(String claim, boolean holds, String found) {}

  DemoOutcome {
    checks = List.copyOf(checks);
  }

  boolean isProven() {
    return !stopped && checks.stream().allMatch(Check::holds);
  }
}
