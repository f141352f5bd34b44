package dev.cairn.postgres;

import dev.cairn.CairnException;
import dev.cairn.store.AppendResult;
import dev.cairn.store.EncodedAppend;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Appends what callers want appended, and says to each what became of it. Thread-safe. */
final class Appender {

  /** The statement waited too long, which says nothing about what it was to append. */
  private static final Set<String> HELD_UP =
      Set.of(SqlErrors.LOCK_NOT_AVAILABLE, SqlErrors.QUERY_CANCELED);

  private final Connections connections;
  private final PostgresSettings settings;
  private final LogLock lock;
  private final AppendCall call;
  private final GroupCommit groupCommit = new GroupCommit(this::commit);

  Appender(Connections connections, PostgresSettings settings) {
    this.connections = connections;
    this.settings = settings;
    this.lock = new LogLock(connections, settings);
    this.call = new AppendCall(settings);
  }

  /** Appends in a transaction of its own, together with those of other callers. */
  List<AppendResult> append(List<EncodedAppend> appends) {
    AppendUnit unit = new AppendUnit(appends);
    groupCommit.append(unit);
    return unit.result();
  }

  /** Appends in the transaction of the given connection. */
  List<AppendResult> append(Connection connection, List<EncodedAppend> appends) {
    AppendUnit unit = new AppendUnit(appends);
    try {
      call.append(connection, List.of(unit));
    } catch (SQLException e) {
      throw lock.translated(e);
    }
    return unit.result();
  }

  private void commit(List<AppendUnit> units) {
    long began = System.nanoTime();
    AtomicBoolean repeated = new AtomicBoolean();
    try {
      connections.callUninterruptibly((connection, again) -> {
        repeated.set(again);
        call.append(connection, units);
        return units;
      });
    } catch (LogUnavailableException e) {
      failUndecided(units, () -> e);
      groupCommit.failWhoWaited(settings.recovery(), e);
    } catch (SQLException e) {
      boolean held = HELD_UP.contains(SqlErrors.state(e));
      if (held || units.size() == 1) {
        CairnException failure = lock.translated(e);
        Duration tried = Duration.ofNanos(System.nanoTime() - began);
        // The server may still be busy with the first try, so nobody is told that nothing was
        // written.
        CairnException told =
            repeated.get() ? new LogUnavailableException(tried, failure) : failure;
        failUndecided(units, () -> told);
        if (held) {
          groupCommit.failWhoWaited(settings.lockWait(), failure);
        }
      } else {
        // Something in this batch makes the statement fail: find out whose, and spare the others.
        commitEach(units);
      }
    } finally {
      // Only an Error gets here with a unit undecided; nobody must wait for ever.
      failUndecided(
          units,
          () ->
              new LogRejectedException("XX000", "the commit was broken off", "See the log.", null));
    }
  }

  private void commitEach(List<AppendUnit> units) {
    for (AppendUnit unit : units) {
      commit(List.of(unit));
      if (unit.failure() instanceof LogUnavailableException away) {
        // It lies with the log now: who comes after would only wait as long again.
        failUndecided(units, () -> away);
        return;
      }
    }
  }

  private static void failUndecided(List<AppendUnit> units, Supplier<CairnException> failure) {
    for (AppendUnit unit : units) {
      if (!unit.isDecided()) {
        unit.failed(failure.get());
      }
    }
  }
}
