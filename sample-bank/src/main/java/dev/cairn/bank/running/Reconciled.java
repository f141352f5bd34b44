package dev.cairn.bank.running;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.io.PrintStream;
import java.util.Locale;

/** The log beside Kafka, for people and for programs. */
public final class Reconciled {

  private Reconciled() {}

  /** One line for each thing that was counted. */
  public static void print(Reconciliation result, PrintStream out) {
    count(
        out,
        "records in Kafka",
        result.published(),
        "as a consumer of committed records sees them");
    count(out, "missing", result.missing(), "events without a record that says the same");
    count(out, "duplicates", result.duplicates(), "");
    count(out, "out of order", result.outOfOrder(), "after a later event of their stream");
    if (result.unexpected() > 0) {
      count(out, "unexpected", result.unexpected(), "records without an event in the log");
    }
  }

  private static void count(PrintStream out, String what, long count, String meaning) {
    out.println(
        String.format(Locale.ROOT, "  %-18s %,17d     %s", what, count, meaning).stripTrailing());
  }

  /** One field for each. */
  public static void put(ObjectNode json, Reconciliation result) {
    json.put("published", result.published());
    json.put("missing", result.missing());
    json.put("duplicates", result.duplicates());
    json.put("outOfOrder", result.outOfOrder());
    json.put("unexpected", result.unexpected());
  }
}
