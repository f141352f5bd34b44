package dev.cairn.bank.demo;

import dev.cairn.bank.trial.Plan;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** A demo for people. */
final class DemoText {

  /** As it was called: the launcher says how. */
  private static final String BANK = System.getProperty("cairn.program", "bank");

  private DemoText() {}

  static void print(DemoOutcome outcome, PrintStream out) {
    Plan plan = outcome.plan();
    line(out, "");
    line(out, "  %,d accounts, %,d clients, seed %d", plan.accounts(), plan.clients(), plan.seed());
    line(
        out,
        "  %,d commands accepted and %,d refused in %s (%,.0f a second)",
        outcome.commands().accepted(),
        outcome.commands().refused(),
        text(outcome.commands().took()),
        outcome.commands().accepted()
            * 1e3
            / Math.max(1, outcome.commands().took().toMillis()));
    line(
        out,
        "  %,d transfers completed, %,d failed, %,d brought back",
        outcome.moved().completed(),
        outcome.moved().failed(),
        outcome.moved().compensated());
    line(out, "  %,d events in the log", outcome.events());
    line(
        out,
        "  the relay was killed (SIGKILL), and another took over after %s",
        text(outcome.relay().gap()));
    line(
        out,
        "  the read model '%s' was rebuilt in %s, while %,d transfers were started",
        outcome.rebuild().name(),
        text(outcome.rebuild().took()),
        outcome.rebuild().transfersMeanwhile());
    line(out, "");
    outcome.checks().forEach(check -> line(out, "  %s", check.line()));
    line(out, "");
    if (outcome.stopped()) {
      line(out, "Stopped before the end. The same command goes on with what is there.");
    } else if (outcome.isProven()) {
      line(out, "Nothing was lost, and nothing happened twice.");
      line(out, "");
      line(out, "Look around:   %s serve --data %s", BANK, plan.data());
      line(out, "               %s es streams show account:1 --data %s", BANK, plan.data());
      line(out, "               %s es projections list --data %s", BANK, plan.data());
    } else {
      line(out, "Something is wrong: see the lines that say NO.");
    }
  }

  private static String text(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
