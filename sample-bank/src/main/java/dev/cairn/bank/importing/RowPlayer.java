package dev.cairn.bank.importing;

import dev.cairn.aggregate.AggregateAlreadyExistsException;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CommandRefused;
import dev.cairn.command.CommandContext;
import dev.cairn.command.Commands;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * Sends the command of a row to its account, and opens the account before its first row. Both go under
 * ids that the file determines, so what an earlier import has done is found in the log and not done
 * again. Thread-safe as long as the rows of one account come one after the other.
 */
final class RowPlayer {

  private final Commands commands;
  private final ImportProgress progress;
  private final BiConsumer<TransactionRow, CommandRefused> refusals;
  private final Set<AccountId> opened = ConcurrentHashMap.newKeySet();

  RowPlayer(
      Commands commands,
      ImportProgress progress,
      BiConsumer<TransactionRow, CommandRefused> refusals) {
    this.commands = commands;
    this.progress = progress;
    this.refusals = refusals;
  }

  void play(TransactionRow row) {
    if (opened.add(row.account())) {
      open(row);
    }
    try {
      progress.played(commands.send(
          row.command(), CommandContext.withId(CommandIds.ofTransaction(row.transaction()))));
    } catch (CommandRefused refusal) {
      refusals.accept(row, refusal);
    }
  }

  private void open(TransactionRow row) {
    try {
      progress.opened(
          commands.send(row.opening(), CommandContext.withId(CommandIds.ofOpening(row.account()))));
    } catch (AggregateAlreadyExistsException openedByAnother) {
      // It keeps the overdraft limit that it was opened with.
    }
  }
}
