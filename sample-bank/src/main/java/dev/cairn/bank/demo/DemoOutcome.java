package dev.cairn.bank.demo;

import dev.cairn.bank.trial.Check;
import dev.cairn.bank.trial.Moved;
import dev.cairn.bank.trial.Plan;
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
    Plan plan,
    boolean stopped,
    long events,
    Commands commands,
    Moved moved,
    Relay relay,
    Rebuild rebuild,
    List<Check> checks) {

  record Commands(long accepted, long refused, Duration took) {}

  record Relay(int kills, Duration gap) {}

  record Rebuild(String name, Duration took, long transfersMeanwhile) {}

  DemoOutcome {
    checks = List.copyOf(checks);
  }

  boolean isProven() {
    return !stopped && checks.stream().allMatch(Check::holds);
  }
}
