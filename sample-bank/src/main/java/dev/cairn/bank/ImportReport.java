package dev.cairn.bank;

import dev.cairn.bank.importing.ImportSummary;
import dev.cairn.outbox.reconciliation.Reconciliation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of an import and, if the log was published at the same time, of that. */
record ImportReport(ImportSummary summary, @Nullable Reconciliation published) {

  Optional<Reconciliation> reconciliation() {
    return Optional.ofNullable(published);
  }

  boolean isClean() {
    return summary.isClean() && reconciliation().map(Reconciliation::isClean).orElse(true);
  }
}
