package dev.cairn.bank.importing;

import dev.cairn.bank.account.AccountId;
import dev.cairn.store.EventStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The log beside the file, after an import.
 *
 * @param accounts how many accounts the file has
 * @param events how many events they have in the log, openings included
 * @param balanceTotal the sum of their balances in the log, in cents
 * @param mismatches the accounts for which log and file disagree, by number
 * @param balances what is on each account by the file and, of what other files have booked, by the log
 */
public record Comparison(
    long accounts,
    long events,
    long balanceTotal,
    List<Mismatch> mismatches,
    Map<AccountId, Long> balances) {

  /**
   * An account for which they disagree, in cents. What other files have booked is left out on both
   * sides.
   */
  public record Mismatch(AccountId account, long log, long file) {}

  public Comparison {
    mismatches = List.copyOf(mismatches);
    balances = Collections.unmodifiableMap(new LinkedHashMap<>(balances));
  }

  static Comparison of(EventStore store, FileFold file, Set<Long> transactions) {
    Map<Long, Long> expected = new TreeMap<>(file.balances());
    LogFold log = LogFold.of(store, expected.keySet(), transactions);
    long total = 0;
    List<Mismatch> mismatches = new ArrayList<>();
    Map<AccountId, Long> balances = new LinkedHashMap<>();
    for (Map.Entry<Long, Long> account : expected.entrySet()) {
      long id = account.getKey();
      long ofTheFile = log.balanceOfTheFile(id);
      total += log.balance(id);
      if (ofTheFile != account.getValue()) {
        mismatches.add(new Mismatch(new AccountId(id), ofTheFile, account.getValue()));
      }
      balances.put(new AccountId(id), account.getValue() + log.balance(id) - ofTheFile);
    }
    return new Comparison(expected.size(), log.events(), total, mismatches, balances);
  }
}
