package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.LogDatabase;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of generations: which there are, which is live, and how far each has come. Thread-safe. */
final class Generations {

  private static final String COLUMNS =
      "projection, generation, version, shape, tables, state, log, incarnation, position, event_id";

  private static final String IN_STATE = "select " + COLUMNS
      + " from %1$s.projection_generations where projection = :projection and state = :state";

  private static final String ADVANCE = """
      update %1$s.projection_generations g
         set log = cast(:log as uuid), incarnation = cast(:incarnation as integer), position = :position, event_id = cast(:event as uuid),
             updated_at = clock_timestamp()
       where g.projection = :projection and g.generation = :generation and g.state = :state
         and g.position = :from
         and (g.state <> 'live' or not exists (select from %1$s.projections p
                                                where p.name = g.projection and p.paused_at is not null))
      returning g.generation,
                set_config('synchronous_commit', 'off', true) as unsynchronized,
                pg_notify(:channel, :projection || ' ' || :position) as notified""";

  private static final String IS_LIVE = """
      select exists (select from %1$s.projection_generations g
                      where g.projection = :projection and g.generation = :generation and g.state = 'live'
                        and not exists (select from %1$s.projections p
                                         where p.name = g.projection and p.paused_at is not null))""";

  private static final String KNOW = """
      insert into %1$s.projections (name) values (:projection) on conflict (name) do nothing""";

  private static final String BEGIN = """
      insert into %1$s.projection_generations
             (projection, generation, version, shape, tables, state, created_by)
      select :projection, n.next, :version, :shape, :prefix || '_' || n.next, :state, :by
        from (select coalesce(max(generation), 0) + 1 as next from %1$s.projection_generations
               where projection = :projection) n
      returning\s""" + COLUMNS;

  private static final String MOVE = """
      update %1$s.projection_generations
         set state = :to, live_since = case when :to = 'live' then clock_timestamp() else live_since end
       where projection = :projection and generation = :generation""";

  private static final String FORGET = """
      delete from %1$s.projection_generations where projection = :projection and generation = :generation""";

  private final LogDatabase database;

  Generations(LogDatabase database) {
    this.database = database;
  }

  LogDatabase database() {
    return database;
  }

  /** The channel on which progress is announced. */
  static final String TOPIC = "projections";

  /** The one generation of a projection in that state, if there is one. */
  Optional<Generation> find(String projection, Generation.State state) {
    return database.inTransaction(handle -> find(handle, projection, state, ""));
  }

  /** As {@link #find(String, Generation.State)}, locked until the end of the transaction. */
  Optional<Generation> lock(Handle handle, String projection, Generation.State state) {
    return find(handle, projection, state, " for update");
  }

  private Optional<Generation> find(
      Handle handle, String projection, Generation.State state, String suffix) {
    return handle
        .createQuery(sql(IN_STATE) + suffix)
        .bind("projection", projection)
        .bind("state", state.stored())
        .map((row, context) -> generation(row))
        .findOne();
  }

  /** Generations of a projection in that state, of which there may be several. */
  List<Generation> all(String projection, Generation.State state) {
    return database.inTransaction(handle -> handle
        .createQuery(sql(IN_STATE) + " order by generation")
        .bind("projection", projection)
        .bind("state", state.stored())
        .map((row, context) -> generation(row))
        .list());
  }

  private static Generation generation(ResultSet row) throws SQLException {
    UUID log = row.getObject("log", UUID.class);
    @Nullable
    LogIdentity identity = log == null ? null : new LogIdentity(log, row.getInt("incarnation"));
    return new Generation(
        row.getString("projection"),
        row.getInt("generation"),
        row.getInt("version"),
        row.getString("shape"),
        row.getString("tables"),
        Generation.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        new Checkpoint(
            identity,
            new Position(row.getLong("position")),
            row.getObject("event_id", UUID.class)));
  }

  /**
   * Moves the checkpoint, in the transaction that handles the events up to it. The row stays locked to its
   * end, so nothing else moves it meanwhile. The commit does not wait for the disk: if the server crashes, the
   * read model and its checkpoint are both as they were a moment before.
   *
   * @throws CheckpointMovedException if it is not where it is thought to be, or the projection is paused, or
   *     the generation is no more what it was
   */
  void advance(Handle handle, Generation generation, Checkpoint from, Checkpoint to) {
    LogIdentity identity = to.identity();
    boolean moved = handle
        .createQuery(sql(ADVANCE))
        .bind("log", identity == null ? null : identity.log().toString())
        .bind("incarnation", identity == null ? null : (Integer) identity.incarnation())
        .bind("position", to.position().value())
        .bind("event", to.eventId() == null ? null : to.eventId().toString())
        .bind("projection", generation.projection())
        .bind("generation", generation.number())
        .bind("state", generation.state().stored())
        .bind("from", from.position().value())
        .bind("channel", database.schema() + "_" + TOPIC)
        .map((row, context) -> row.getInt(1))
        .findOne()
        .isPresent();
    if (!moved) {
      throw new CheckpointMovedException(generation, from);
    }
  }

  /**
   * Makes sure that a generation is live and its projection not paused.
   *
   * @throws CheckpointMovedException otherwise
   */
  void requireLive(Handle handle, Generation generation) {
    boolean live = handle
        .createQuery(sql(IS_LIVE))
        .bind("projection", generation.projection())
        .bind("generation", generation.number())
        .mapTo(Boolean.class)
        .one();
    if (!live) {
      throw new CheckpointMovedException(generation);
    }
  }

  /** Makes sure that a projection is known. */
  void know(Handle handle, String projection) {
    handle.createUpdate(sql(KNOW)).bind("projection", projection).execute();
  }

  /** A new generation, at the start of the log. */
  Generation begin(Handle handle, Definition definition, Generation.State state, String by) {
    know(handle, definition.name());
    return handle
        .createQuery(sql(BEGIN))
        .bind("projection", definition.name())
        .bind("version", definition.version())
        .bind("shape", definition.shape())
        .bind("prefix", GenerationTables.prefix(database.schema(), definition.identifier()))
        .bind("state", state.stored())
        .bind("by", by)
        .map((row, context) -> generation(row))
        .one();
  }

  void move(Handle handle, Generation generation, Generation.State to) {
    ofGeneration(handle, MOVE, generation).bind("to", to.stored()).execute();
  }

  void forget(Handle handle, Generation generation) {
    ofGeneration(handle, FORGET, generation).execute();
  }

  private org.jdbi.v3.core.statement.Update ofGeneration(
      Handle handle, String statement, Generation generation) {
    return handle
        .createUpdate(sql(statement))
        .bind("projection", generation.projection())
        .bind("generation", generation.number());
  }

  private String sql(String statement) {
    return statement.formatted(database.schema());
  }
}
