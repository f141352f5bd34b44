package dev.cairn.postgres;

import dev.cairn.CairnException;
import dev.cairn.store.AppendResult;
import dev.cairn.store.EncodedAppend;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Appends what callers want appended, and says to each what became of it. Thread-safe. */
final class Appender {

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
      call.append(connection, List.of(unit), false);
    } catch (SQLException e) {
      throw translated(e);
    }
    return unit.result();
  }

  private void commit(List<AppendUnit> units) {
    try {
      connections.callUninterruptibly((connection, again) -> {
        call.append(connection, units, again);
        return units;
      });
    } catch (LogUnavailableException e) {
      failUndecided(units, e);
    } catch (SQLException e) {
      if (units.size() == 1 || SqlErrors.state(e).equals(SqlErrors.LOCK_NOT_AVAILABLE)) {
        failUndecided(units, translated(e));
      } else {
        // Something in this batch makes the statement fail: find out whose, and let the others go
        // on.
        units.forEach(unit -> commit(List.of(unit)));
      }
    } finally {
      // Only an Error of the virtual machine gets here with a unit undecided; nobody must wait for
      // ever.
      failUndecided(
          units,
          new LogRejectedException("XX000", "the commit was broken off", "See the log.", null));
    }
  }

  private static void failUndecided(List<AppendUnit> units, CairnException e) {
    for (AppendUnit unit : units) {
      if (!unit.isDecided()) {
        unit.failed(e);
      }
    }
  }

  private CairnException translated(SQLException e) {
    return SqlErrors.state(e).equals(SqlErrors.LOCK_NOT_AVAILABLE)
        ? new LogLockedException(settings.lockWait(), lock.holders(), e)
        : SqlErrors.translated(settings.schema(), e);
  }
}
