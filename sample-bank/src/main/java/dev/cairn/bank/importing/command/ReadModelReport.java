package dev.cairn.bank.importing.command;

import dev.cairn.bank.Bank;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.balances.Balance;
import dev.cairn.bank.balances.BalanceCheck;
import dev.cairn.projection.ProjectionStatus;
import java.time.Duration;
import java.util.Map;

/**
 * The read models after an import.
 *
 * @param behind how long they took to show all of it after its last event was appended
 * @param parked how many keys wait in any of them, because an event could not be handled
 * @param balances the read model of that name beside the file
 */
record ReadModelReport(Duration behind, long parked, BalanceCheck balances) {

  /**
   * Looks at them, once they are up to date.
   *
   * @param expected what is on the accounts of the file
   */
  static ReadModelReport of(Bank bank, Duration behind, Map<AccountId, Long> expected) {
    return new ReadModelReport(
        behind,
        ProjectionStatus.all(bank.store().database()).stream()
            .mapToLong(ProjectionStatus::parkedKeys)
            .sum(),
        BalanceCheck.of(bank.projections().rows(Balance.class), expected));
  }

  boolean isClean() {
    return parked == 0 && balances.mismatches().isEmpty();
  }
}
