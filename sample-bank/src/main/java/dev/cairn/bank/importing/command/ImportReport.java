package dev.cairn.bank.importing.command;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.importing.Comparison;
import dev.cairn.bank.importing.ImportSummary;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What came of an import.
 *
 * @param readModels null if it was stopped before they were up to date
 * @param published null if the log was not published at the same time, or not to its end
 */
record ImportReport(
    ImportSummary summary,
    @Nullable ReadModelReport readModels,
    @Nullable Reconciliation published) {

  /** With a look at the read models, unless the import was stopped. */
  ImportReport withReadModels(Function<Map<AccountId, Long>, ReadModelReport> look) {
    return new ImportReport(
        summary, summary.comparison().map(Comparison::balances).map(look).orElse(null), published);
  }

  ImportReport withPublished(Reconciliation result) {
    return new ImportReport(summary, readModels, result);
  }

  Optional<ReadModelReport> upToDate() {
    return Optional.ofNullable(readModels);
  }

  Optional<Reconciliation> reconciliation() {
    return Optional.ofNullable(published);
  }

  boolean isClean() {
    return summary.isClean()
        && upToDate().map(ReadModelReport::isClean).orElse(false)
        && reconciliation().map(Reconciliation::isClean).orElse(true);
  }
}
