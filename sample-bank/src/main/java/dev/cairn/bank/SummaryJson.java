package dev.cairn.bank;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.bank.importing.Comparison;
import dev.cairn.bank.importing.ImportSummary;

/** The summary of an import for programs. */
final class SummaryJson {

  private SummaryJson() {}

  /**
   * One JSON object on one line. {@code accounts}, {@code events}, {@code balanceTotal} (in hundredths)
   * and {@code mismatches} are null if the import was stopped before it could compare.
   */
  static String of(ImportSummary summary) {
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
    return json.toString();
  }
}
