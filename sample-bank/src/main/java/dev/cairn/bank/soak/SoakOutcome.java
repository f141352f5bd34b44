package dev.cairn.bank.soak;

import dev.cairn.bank.trial.Check;
import dev.cairn.bank.trial.Plan;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a soak did, and what it has shown.
 *
 * @param faults how often each was brought about
 */
record SoakOutcome(
    Plan plan,
    long commands,
    long repeated,
    long transfers,
    Map<Fault, Integer> faults,
    List<Check> checks) {

  boolean isProven() {
    return !checks.isEmpty() && checks.stream().allMatch(Check::holds);
  }

  static void print(SoakOutcome outcome, PrintStream out) {
    line(
        out,
        "%,d commands, %,d of them sent again by a client; %,d transfers; seed %d",
        outcome.commands,
        outcome.repeated,
        outcome.transfers,
        outcome.plan.seed());
    line(
        out,
        "%,d faults:",
        outcome.faults.values().stream().mapToInt(Integer::intValue).sum());
    outcome.faults.forEach((fault, count) -> line(out, "  %,5d  %s", count, fault.words()));
    outcome.checks.forEach(check -> line(out, "  %s", check.line()));
    line(
        out,
        outcome.checks.isEmpty()
            ? "Stopped before the end."
            : outcome.isProven()
                ? "Nothing was lost, and nothing happened twice."
                : "Something is wrong: see the lines that say NO.");
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
