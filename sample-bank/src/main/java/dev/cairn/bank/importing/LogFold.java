package dev.cairn.bank.importing;

import dev.cairn.aggregate.AggregateModel;
import dev.cairn.bank.account.Account;
import dev.cairn.event.RecordedEvent;
import dev.cairn.store.EventFilter;
import dev.cairn.store.EventStore;
import dev.cairn.store.LogRead;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the log holds of some accounts: one pass over all of it, each event evolving its account. */
final class LogFold {

  private static final AggregateModel<Account> MODEL = AggregateModel.of(Account.class);

  private final Set<Long> wanted;
  private final Set<Long> transactions;
  private final Map<Long, Folded> accounts = new HashMap<>();
  private long events;

  /**
   * An account so far.
   *
   * @param others the part of its balance that is not from the transactions of the file
   */
  private record Folded(Account account, long others) {}

  private LogFold(Set<Long> wanted, Set<Long> transactions) {
    this.wanted = wanted;
    this.transactions = transactions;
  }

  /**
   * Reads the log.
   *
   * @param accounts the accounts of the file
   * @param transactions the transactions of the file
   */
  static LogFold of(EventStore store, Set<Long> accounts, Set<Long> transactions) {
    LogFold fold = new LogFold(accounts, transactions);
    store.readLog(LogRead.all().withFilter(EventFilter.categories(MODEL.category())), fold::on);
    return fold;
  }

  private void on(RecordedEvent event) {
    long id = Long.parseLong(event.stream().key());
    if (!wanted.contains(id)) {
      return;
    }
    events++;
    Folded before = accounts.get(id);
    @Nullable Account state = before == null ? null : before.account;
    Account after = MODEL.evolve(state, event.payload());
    long others = before == null ? 0 : before.others;
    if (!isOfTheFile(event)) {
      others += after.balance() - (state == null ? 0 : state.balance());
    }
    accounts.put(id, new Folded(after, others));
  }

  private boolean isOfTheFile(RecordedEvent event) {
    UUID command = event.metadata().commandId();
    return command != null
        && CommandIds.isOfTransaction(command)
        && transactions.contains(CommandIds.transactionOf(command));
  }

  /** How many events the accounts have, openings included. */
  long events() {
    return events;
  }

  /** The balance of an account; 0 if the log does not know it. */
  long balance(long account) {
    Folded folded = accounts.get(account);
    return folded == null ? 0 : folded.account.balance();
  }

  /** The part of the balance that is from the transactions of the file. */
  long balanceOfTheFile(long account) {
    Folded folded = accounts.get(account);
    return folded == null ? 0 : folded.account.balance() - folded.others;
  }
}
