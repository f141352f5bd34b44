package dev.cairn.snapshot;

import dev.cairn.InvalidInputException;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.LogDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots in a table beside the log, see {@link SnapshotSchema}.
 *
 * <p>Every method throws {@link dev.cairn.postgres.LogUnavailableException} if the database is away, and
 * {@link dev.cairn.postgres.LogSchemaException} if the table is missing or may not be used.
 */
public final class PostgresSnapshotStore implements SnapshotStore {

  static final int KEPT = 2;

  private static final String LOCK = "select pg_advisory_xact_lock(hashtextextended(?, 0))";

  private final LogDatabase database;
  private final int kept;
  private final String newest;
  private final String newestOfMany;
  private final String put;
  private final String prune;
  private final String discard;
  private final String page;
  private final String purge;

  /** Keeps the newest two of each stream. */
  public PostgresSnapshotStore(LogDatabase database) {
    this(database, KEPT);
  }

  /**
   * Keeps the newest of each stream.
   *
   * @throws InvalidInputException if it is to keep less than one
   */
  public PostgresSnapshotStore(LogDatabase database, int kept) {
    this.database = database;
    this.kept = requireKept(kept);
    String table = database.schema() + ".snapshots";
    String select = "select " + SnapshotRows.COLUMNS + " from " + table + " s";
    this.newest = select + " where s.stream = ? and s.version <= ? order by s.version desc limit 1";
    this.newestOfMany = "select n.* from unnest(?) as w(stream) cross join lateral (" + select
        + " where s.stream = w.stream order by s.version desc limit 1) n";
    this.put = """
        insert into %1$s as s
               (stream, version, last_event, fingerprint, revision, state, checksum, taken_at)
        select n.stream, n.version, n.last_event, n.fingerprint, n.revision, n.state, n.checksum, n.taken_at
          from unnest(?, ?, ?, ?, ?, ?, ?, ?)
               as n(stream, version, last_event, fingerprint, revision, state, checksum, taken_at)
         where not exists (select 1 from %1$s x
                            where x.stream = n.stream and x.version > n.version
                              and x.fingerprint = n.fingerprint and x.revision = n.revision)
            on conflict (stream, version) do update
           set last_event = excluded.last_event, fingerprint = excluded.fingerprint,
               revision = excluded.revision, state = excluded.state, checksum = excluded.checksum,
               taken_at = excluded.taken_at""".formatted(table);
    this.prune = """
        delete from %1$s s using unnest(?) as w(stream)
         where s.stream = w.stream
           and s.version < (select x.version from %1$s x where x.stream = w.stream
                             order by x.version desc offset ? limit 1)""".formatted(table);
    this.discard =
        "delete from " + table + " where stream = ? and version = ? and checksum = ? and state = ?";
    this.page = select + " where s.stream >= ? and s.stream < ? and (s.stream, s.version) > (?, ?)"
        + " order by s.stream, s.version limit ?";
    this.purge = "delete from " + table + " where stream >= ? and stream < ?";
  }

  static int requireKept(int kept) {
    if (kept < 1) {
      throw new InvalidInputException(
          "snapshots of a stream to keep", "are " + kept + "; there must be at least 1");
    }
    return kept;
  }

  @Override
  public Optional<Snapshot> newest(StreamId stream, StreamVersion upTo) {
    return query(newest, (connection, statement) -> {
          statement.setString(1, stream.toString());
          statement.setLong(2, upTo.value());
        })
        .stream()
        .findFirst();
  }

  @Override
  public Map<StreamId, Snapshot> newest(Collection<StreamId> streams) {
    Map<StreamId, Snapshot> found = new HashMap<>();
    for (Snapshot snapshot : query(
        newestOfMany,
        (connection, statement) ->
            statement.setArray(1, SnapshotRows.texts(connection, streams.stream())))) {
      found.put(snapshot.stream(), snapshot);
    }
    return found;
  }

  /** All that put take one lock, so that they never wait for each other in a circle. */
  @Override
  public void put(List<Snapshot> snapshots) {
    if (snapshots.isEmpty()) {
      return;
    }
    List<Snapshot> sorted = snapshots.stream()
        .sorted(Comparator.comparing(snapshot -> snapshot.stream().toString()))
        .toList();
    database.inTransactionOf(connection -> {
      try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
        lock.setString(1, database.schema() + ".snapshots");
        lock.execute();
      }
      put(connection, sorted);
      return sorted.size();
    });
  }

  private void put(Connection connection, List<Snapshot> snapshots) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(put)) {
      SnapshotRows.bind(connection, statement, snapshots);
      statement.executeUpdate();
    }
    try (PreparedStatement statement = connection.prepareStatement(prune)) {
      statement.setArray(
          1, SnapshotRows.texts(connection, snapshots.stream().map(Snapshot::stream)));
      statement.setInt(2, kept - 1);
      statement.executeUpdate();
    }
  }

  @Override
  public void discard(Snapshot snapshot) {
    update(discard, (connection, statement) -> {
      statement.setString(1, snapshot.stream().toString());
      statement.setLong(2, snapshot.version().value());
      statement.setLong(3, snapshot.checksum());
      statement.setBytes(4, snapshot.state());
    });
  }

  @Override
  public List<Snapshot> page(String category, @Nullable Snapshot after, int atMost) {
    return query(page, (connection, statement) -> {
      bindCategory(statement, category);
      statement.setString(3, after == null ? "" : after.stream().toString());
      statement.setLong(4, after == null ? 0 : after.version().value());
      statement.setInt(5, atMost);
    });
  }

  @Override
  public long purge(String category) {
    return update(purge, (connection, statement) -> bindCategory(statement, category));
  }

  /** Between the first text and the last that begin with the category, in the order of "C". */
  private static void bindCategory(PreparedStatement statement, String category)
      throws SQLException {
    statement.setString(1, category + ":");
    statement.setString(2, category + ";");
  }

  @FunctionalInterface
  private interface Binding {
    void on(Connection connection, PreparedStatement statement) throws SQLException;
  }

  private long update(String sql, Binding parameters) {
    return database.withConnection(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.on(connection, statement);
        return statement.executeLargeUpdate();
      }
    });
  }

  private List<Snapshot> query(String sql, Binding parameters) {
    return database.withConnection(connection -> {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.on(connection, statement);
        List<Snapshot> snapshots = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            snapshots.add(SnapshotRows.read(row));
          }
        }
        return snapshots;
      }
    });
  }
}
