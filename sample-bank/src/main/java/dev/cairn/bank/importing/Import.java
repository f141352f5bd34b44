package dev.cairn.bank.importing;

import dev.cairn.bank.account.CommandRefused;
import dev.cairn.command.Commands;
import dev.cairn.store.EventStore;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Plays every row of one file as a command, then compares the log with the file. Accounts are played
 * side by side, the rows of one account in the order of the file.
 *
 * <p>Running it again on the same file appends nothing; running it again after an interruption appends
 * what is missing.
 */
public final class Import {

  /** Enough callers to fill a group commit while others load; more only take memory. */
  private static final int LANES = 32;

  private final EventStore store;
  private final TransactionFile file;
  private final ImportProgress progress;
  private final Consumer<RowProblem> problems;
  private final RowPlayer player;
  private final FileFold fold = new FileFold();
  private final Set<Long> transactions = new HashSet<>();
  private boolean complete;

  /**
   * An import that is played once.
   *
   * @param problems gets each row that is left out, from several threads, one at a time
   */
  public Import(
      EventStore store,
      Commands commands,
      TransactionFile file,
      ImportProgress progress,
      Consumer<RowProblem> problems) {
    this.store = store;
    this.file = file;
    this.progress = progress;
    this.problems = problems;
    this.player = new RowPlayer(commands, progress, this::refused);
  }

  /**
   * Plays the file.
   *
   * @param stop asked before each row; once true, what has been read is played and no more is read
   * @return whether all of the file was played
   * @throws IOException if the file cannot be read
   * @throws NotATransactionFileException if it does not begin with the right header
   * @throws dev.cairn.CairnException if the log fails; what was played stays
   */
  public boolean play(BooleanSupplier stop) throws IOException {
    complete = playAll(stop);
    progress.end();
    return complete;
  }

  /** What came of it; if all of the file was played, the log is compared with it now. */
  public ImportSummary summary() {
    return new ImportSummary(
        file.name(),
        progress.rows(),
        progress.appended(),
        progress.skipped(),
        progress.rejected(),
        progress.elapsed(),
        complete ? Optional.of(Comparison.of(store, fold, transactions)) : Optional.empty());
  }

  private boolean playAll(BooleanSupplier stop) throws IOException {
    Lanes<TransactionRow> lanes = new Lanes<>(LANES, player::play);
    boolean all;
    try (lanes;
        Lines lines = file.rows()) {
      all = read(lines, lanes, stop);
    }
    lanes.throwFailure();
    return all;
  }

  /** Returns whether all of the file was read. */
  private boolean read(Lines lines, Lanes<TransactionRow> lanes, BooleanSupplier stop)
      throws IOException {
    boolean alive = true;
    while (alive && !stop.getAsBoolean()) {
      Line line = lines.next();
      if (line == null) {
        return true;
      }
      progress.read(lines.position());
      if (!line.text().isBlank()) {
        alive = accept(line, lanes);
      }
    }
    return false;
  }

  private boolean accept(Line line, Lanes<TransactionRow> lanes) {
    TransactionRow row;
    try {
      row = RowFormat.parse(line);
    } catch (MalformedRowException e) {
      leaveOut(new RowProblem(line.number(), RowProblem.Kind.MALFORMED, e.reason()));
      return true;
    }
    if (!transactions.add(row.transaction())) {
      leaveOut(new RowProblem(
          line.number(),
          RowProblem.Kind.REPEATED,
          "transaction " + row.transaction() + " is on an earlier line, so it is skipped"));
      return true;
    }
    fold.add(line.text());
    return lanes.put(row.account(), row);
  }

  private void refused(TransactionRow row, CommandRefused refusal) {
    fold.remove(row.line().text());
    leaveOut(new RowProblem(
        row.line().number(), RowProblem.Kind.REFUSED, "refused: " + refusal.getMessage()));
  }

  private synchronized void leaveOut(RowProblem problem) {
    progress.leftOut(problem);
    problems.accept(problem);
  }
}
