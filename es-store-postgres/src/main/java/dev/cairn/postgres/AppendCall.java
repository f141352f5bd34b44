package dev.cairn.postgres;

import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.WrongExpectedVersionException;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One call of the functions that append, and its results by unit. What the functions expect and answer
 * is said in their files, {@code append_event.sql}, {@code append_events.sql}, {@code append_slowly.sql}.
 */
final class AppendCall {

  private static final long ANY = -1;
  private static final long EXISTS = -2;

  /** What append_event says when something is wrong with the append, which append_events can name. */
  private static final Set<String> ASK_AGAIN = Set.of(
      SqlErrors.WRONG_EXPECTED_VERSION, SqlErrors.UNIQUE_VIOLATION, SqlErrors.NUMBER_OUT_OF_RANGE);

  private final int lockWaitMillis;
  private final String appendEvent;
  private final String appendEvents;

  AppendCall(PostgresSettings settings) {
    this.lockWaitMillis = Math.toIntExact(settings.lockWait().toMillis());
    this.appendEvent = "select " + settings.schema() + ".append_event(?, ?, ?, ?, ?, ?, ?, ?)";
    this.appendEvents = """
        select last_position, outcomes, versions, positions, details
          from %s.append_events(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""".formatted(settings.schema());
  }

  /**
   * Appends in one commit and decides every unit. An exception says that none is decided.
   */
  void append(Connection connection, List<AppendUnit> units) throws SQLException {
    if (!appendedAlone(connection, units)) {
      appendTogether(connection, units);
    }
  }

  /** The short way for the most frequent call; false if it is not that, or if something is wrong with it. */
  private boolean appendedAlone(Connection connection, List<AppendUnit> units) throws SQLException {
    AppendUnit unit = units.get(0);
    EncodedAppend append = unit.appends().get(0);
    if (units.size() > 1
        || unit.events() > 1
        || !(append.expected() instanceof ExpectedVersion.Exactly exactly)
        || !connection.getAutoCommit()) {
      return false;
    }
    EncodedAppend.Event event = append.events().get(0);
    try (PreparedStatement statement = connection.prepareStatement(appendEvent)) {
      statement.setInt(1, lockWaitMillis);
      statement.setString(2, append.stream().toString());
      statement.setLong(3, exactly.version().value());
      statement.setObject(4, event.id());
      statement.setString(5, event.type());
      statement.setInt(6, event.revision());
      statement.setString(7, utf8(event.payload()));
      statement.setString(8, utf8(event.metadata()));
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        unit.succeeded(List.of(
            new AppendResult(exactly.version().plus(1), new Position(row.getLong(1)), false)));
        return true;
      }
    } catch (SQLException e) {
      if (ASK_AGAIN.contains(SqlErrors.state(e))) {
        return false;
      }
      throw e;
    }
  }

  private void appendTogether(Connection connection, List<AppendUnit> units) throws SQLException {
    AppendArrays arrays = AppendArrays.of(units);
    try (PreparedStatement statement = connection.prepareStatement(appendEvents)) {
      statement.setInt(1, lockWaitMillis);
      arrays.bind(statement, 2);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (row.getArray(2) == null) {
          decideAll(units, row.getLong(1) - arrays.events(), row.getArray(3));
        } else {
          decideEach(units, Answers.of(row));
        }
      }
    }
  }

  /** Everything was appended at once, so the positions follow one another. */
  private static void decideAll(List<AppendUnit> units, long before, @Nullable Array lookedUp)
      throws SQLException {
    Long[] versions = lookedUp == null ? null : (Long[]) lookedUp.getArray();
    long position = before;
    int index = 0;
    for (AppendUnit unit : units) {
      List<AppendResult> results = new ArrayList<>(unit.appends().size());
      for (EncodedAppend append : unit.appends()) {
        position += append.events().size();
        StreamVersion version = versions != null
            ? new StreamVersion(versions[index])
            : ((ExpectedVersion.Exactly) append.expected())
                .version()
                .plus(append.events().size());
        results.add(new AppendResult(version, new Position(position), false));
        index++;
      }
      unit.succeeded(results);
    }
  }

  private static void decideEach(List<AppendUnit> units, Answers answers) {
    int first = 0;
    for (AppendUnit unit : units) {
      decide(unit, answers, first);
      first += unit.appends().size();
    }
  }

  private static void decide(AppendUnit unit, Answers answers, int first) {
    List<AppendResult> results = new ArrayList<>(unit.appends().size());
    for (int i = 0; i < unit.appends().size(); i++) {
      EncodedAppend append = unit.appends().get(i);
      int at = first + i;
      switch (answers.outcomes[at]) {
        case "a", "r" ->
          results.add(new AppendResult(
              new StreamVersion(answers.versions[at]),
              new Position(answers.positions[at]),
              answers.outcomes[at].equals("r")));
        case "c" ->
          unit.failed(new WrongExpectedVersionException(
              append.stream(), append.expected(), new StreamVersion(answers.versions[at])));
        case "x" -> unit.failed(new StreamClosedException(answers.closed(append.stream(), at)));
        case "d" ->
          unit.failed(
              new DuplicateEventIdException(append.stream(), UUID.fromString(answers.details[at])));
        case "e" ->
          unit.failed(new LogRejectedException(
              answers.details[at].substring(0, 5),
              answers.details[at],
              "It is this append that cannot be stored; nothing of it was written.",
              null));
        default -> {
          // Not appended because of another append of this unit, which says why.
        }
      }
    }
    if (!unit.isDecided()) {
      unit.succeeded(results);
    }
  }

  /** What became of each append. */
  @SuppressWarnings("ArrayRecordComponent") // the columns of one answer, never compared
  private record Answers(String[] outcomes, Long[] versions, Long[] positions, String[] details) {

    /** The closing in the details of an append, in the form that append_slowly gives it. */
    ClosedStream closed(StreamId stream, int at) {
      String[] lines = details[at].split("\n", 3);
      Instant when = Instant.EPOCH.plus(Long.parseLong(lines[0]), ChronoUnit.MICROS);
      return new ClosedStream(stream, new StreamVersion(versions[at]), when, lines[1], lines[2]);
    }

    static Answers of(ResultSet row) throws SQLException {
      return new Answers(
          (String[]) row.getArray(2).getArray(),
          (Long[]) row.getArray(3).getArray(),
          (Long[]) row.getArray(4).getArray(),
          (String[]) row.getArray(5).getArray());
    }
  }

  /** How the functions are told what is expected. */
  static long code(ExpectedVersion expected) {
    if (expected instanceof ExpectedVersion.Exactly exactly) {
      return exactly.version().value();
    }
    return expected instanceof ExpectedVersion.StreamExists ? EXISTS : ANY;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
