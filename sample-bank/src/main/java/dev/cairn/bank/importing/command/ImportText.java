package dev.cairn.bank.importing.command;

import dev.cairn.bank.account.Cents;
import dev.cairn.bank.balances.BalanceCheck;
import dev.cairn.bank.importing.Comparison;
import dev.cairn.bank.importing.Comparison.Mismatch;
import dev.cairn.bank.importing.ImportSummary;
import dev.cairn.bank.running.Reconciled;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What came of an import, for people. */
final class ImportText {

  /** Enough to see what is going on. */
  private static final int MISMATCHES_SHOWN = 20;

  private final PrintStream out;

  private ImportText(PrintStream out) {
    this.out = out;
  }

  static void print(ImportReport report, PrintStream out) {
    ImportText text = new ImportText(out);
    text.print(report.summary());
    report.upToDate().ifPresent(text::print);
    report.reconciliation().ifPresent(result -> Reconciled.print(result, out));
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
    printNotShown(comparison.mismatches());
  }

  private void print(Mismatch mismatch) {
    line(
        "    account %s: %s in the log, %s in the file",
        mismatch.account(), Cents.text(mismatch.log()), Cents.text(mismatch.file()));
  }

  private void print(ReadModelReport readModels) {
    line(
        "  %-18s %,17.3f s   after the last event was appended",
        "read models", readModels.behind().toMillis() / 1e3);
    if (readModels.parked() > 0) {
      count("parked", readModels.parked(), "keys wait, because an event could not be handled");
    }
    List<BalanceCheck.Mismatch> mismatches = readModels.balances().mismatches();
    count("mismatches", mismatches.size(), "between the read model of balances and the file");
    mismatches.stream().limit(MISMATCHES_SHOWN).forEach(this::print);
    printNotShown(mismatches);
  }

  private void print(BalanceCheck.Mismatch mismatch) {
    Long cents = mismatch.cents();
    line(
        "    account %s: %s in the read model, expected %s",
        mismatch.account(),
        cents == null ? "nothing" : Cents.text(cents),
        Cents.text(mismatch.expected()));
  }

  private void printNotShown(List<?> mismatches) {
    if (mismatches.size() > MISMATCHES_SHOWN) {
      line("    ... and %,d more", mismatches.size() - MISMATCHES_SHOWN);
    }
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
