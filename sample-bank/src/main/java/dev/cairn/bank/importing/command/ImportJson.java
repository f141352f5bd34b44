package dev.cairn.bank.importing.command;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.importing.Comparison;
import dev.cairn.bank.importing.ImportSummary;
import dev.cairn.bank.running.Reconciled;

/** What came of an import, for programs. */
final class ImportJson {

  private ImportJson() {}

  /**
   * One JSON object on one line. {@code accounts}, {@code events}, {@code balanceTotal} (in hundredths)
   * and {@code mismatches} are null if the import was stopped before it could compare, and so is what is
   * known of the read models. What is known of Kafka is there if the log was published.
   */
  static String of(ImportReport report) {
    ImportSummary summary = report.summary();
    Comparison comparison = summary.comparison().orElse(null);
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("rows", summary.rows());
    json.put("accounts", comparison == null ? null : comparison.accounts());
    json.put("events", comparison == null ? null : comparison.events());
    json.put("appended", summary.appended());
    json.put("skipped", summary.skipped());
    json.put("rejected", summary.rejected());
    json.put("balanceTotal", comparison == null ? null : comparison.balanceTotal());
    json.put("mismatches", comparison == null ? null : comparison.mismatches().size());
    json.put("seconds", summary.took().toMillis() / 1e3);
    ReadModelReport readModels = report.readModels();
    json.put("readModelSeconds", readModels == null ? null : readModels.behind().toMillis() / 1e3);
    json.put("readModelParked", readModels == null ? null : readModels.parked());
    json.put(
        "readModelMismatches",
        readModels == null ? null : readModels.balances().mismatches().size());
    report.reconciliation().ifPresent(result -> Reconciled.put(json, result));
    return json.toString();
  }
}
