package dev.cairn.bank.balances;

import dev.cairn.bank.account.AccountId;
import dev.cairn.projection.ReadModelRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The read model {@code balances} beside what others say that it must hold. */
public record BalanceCheck(List<Mismatch> mismatches) {

  /**
   * An account for which the two disagree.
   *
   * @param cents by the read model; null if it does not know the account
   * @param expected what it must be, in cents
   */
  public record Mismatch(AccountId account, @Nullable Long cents, long expected) {}

  public BalanceCheck {
    mismatches = List.copyOf(mismatches);
  }

  /** Looks at the accounts that are expected, and at no others. */
  public static BalanceCheck of(ReadModelRows<Balance> balances, Map<AccountId, Long> expected) {
    Map<AccountId, Long> found = new HashMap<>();
    balances.forEach(row -> found.put(row.account(), row.cents()));
    List<Mismatch> mismatches = new ArrayList<>();
    expected.forEach((account, cents) -> {
      Long shown = found.get(account);
      if (!cents.equals(shown)) {
        mismatches.add(new Mismatch(account, shown, cents));
      }
    });
    return new BalanceCheck(mismatches);
  }
}
