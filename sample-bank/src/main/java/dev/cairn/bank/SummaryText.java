package dev.cairn.bank;

import dev.cairn.bank.account.Cents;
import dev.cairn.bank.importing.Comparison;
import dev.cairn.bank.importing.Comparison.Mismatch;
import dev.cairn.bank.importing.ImportSummary;
import java.io.PrintStream;
import java.util.Locale;

/** The summary of an import for people. */
final class SummaryText {

  /** Enough to see what is going on. */
  private static final int MISMATCHES_SHOWN = 20;

  private final PrintStream out;

  private SummaryText(PrintStream out) {
    this.out = out;
  }

  static void print(ImportSummary summary, PrintStream out) {
    new SummaryText(out).print(summary);
  }

  private void print(ImportSummary summary) {
    double seconds = summary.took().toMillis() / 1e3;
    line(
        "%,d rows of %s in %.1f s (%,.0f rows/s)",
        summary.rows(), summary.file(), seconds, summary.rows() / Math.max(seconds, 0.001));
    count("events appended", summary.appended(), "");
    count("rows skipped", summary.skipped(), "in the log already, or earlier in the file");
    count("rows rejected", summary.rejected(), "malformed, or refused by their account");
    summary.comparison().ifPresentOrElse(this::print, this::printStopped);
  }

  private void print(Comparison comparison) {
    count("accounts", comparison.accounts(), "");
    count("events in the log", comparison.events(), "of these accounts");
    line("  %-18s %20s", "balance", Cents.text(comparison.balanceTotal()));
    count("mismatches", comparison.mismatches().size(), "between the log and the file");
    comparison.mismatches().stream().limit(MISMATCHES_SHOWN).forEach(this::print);
    if (comparison.mismatches().size() > MISMATCHES_SHOWN) {
      line("    ... and %,d more", comparison.mismatches().size() - MISMATCHES_SHOWN);
    }
  }

  private void print(Mismatch mismatch) {
    line(
        "    account %s: %s in the log, %s in the file",
        mismatch.account(), Cents.text(mismatch.log()), Cents.text(mismatch.file()));
  }

  private void printStopped() {
    line("Stopped before the end. Run the same command again, and it appends what is missing.");
  }

  private void count(String what, long count, String meaning) {
    line(meaning.isEmpty() ? "  %-18s %,17d" : "  %-18s %,17d     %s", what, count, meaning);
  }

  private void line(String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }
}
