package dev.cairn.projection;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.Position;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What operators do with a process, while it runs or not, from anywhere. Thread-safe. */
public final class ProcessOperations {

  private static final String COUNTS = """
      select (select count(*) from %1$s), count(*), count(*) filter (where attempts > 0)
        from %2$s where discarded_at is null""";

  private static final String INSTANCE = """
      select key, state, due_at, attempts, error, begun_at, changed_at from %1$s where key = :key""";

  private static final String WAITING = """
      select number, key, type, command, metadata, sent_at, attempts, error, not_before
        from %2$s where discarded_at is null""";

  private static final String IN_ORDER = " and attempts >= :attempts order by number limit :most";
  private static final String OF_KEY = " and key = :key order by number limit :most";
  private static final String OF_NUMBER = " and number = :number";

  // Those behind it wait as long as it does, and no longer.
  private static final String RETRY = """
      update %2$s set not_before = clock_timestamp()
       where key = (select key from %2$s where number = :number and discarded_at is null) and discarded_at is null""";

  private static final String DISCARD = """
      update %2$s
         set not_before = clock_timestamp(),
             discarded_at = case when number = :number then clock_timestamp() end,
             discarded_by = case when number = :number then :actor end,
             discard_reason = case when number = :number then :reason end
       where key = (select key from %2$s where number = :number and discarded_at is null) and discarded_at is null""";

  private final Parts parts;
  private final Projection projection;
  private final ProcessDefinition<?> definition;

  ProcessOperations(Parts parts, Projection projection, ProcessDefinition<?> definition) {
    this.parts = parts;
    this.projection = projection;
    this.definition = definition;
  }

  /** How many instances are under way, and how many of their commands, and of those that have ended, wait. */
  public ProcessCounts counts() {
    return tables()
        .map(tables -> inTransaction(handle -> handle
            .createQuery(sql(COUNTS, tables))
            .map(
                (row, context) -> new ProcessCounts(row.getLong(1), row.getLong(2), row.getLong(3)))
            .one()))
        .orElse(new ProcessCounts(0, 0, 0));
  }

  /** How many instances are under way. */
  public long instances() {
    return counts().instances();
  }

  /** The instance with a key, as text; empty if there is none, or none any more. */
  public Optional<ProcessInstance> find(String key) {
    return tables()
        .flatMap(tables -> inTransaction(handle -> handle
            .createQuery(sql(INSTANCE, tables))
            .bind("key", key)
            .map((row, context) -> instance(row))
            .findOne()));
  }

  private static ProcessInstance instance(ResultSet row) throws SQLException {
    OffsetDateTime due = row.getObject(3, OffsetDateTime.class);
    return new ProcessInstance(
        row.getString(1),
        row.getString(2),
        due == null ? null : due.toInstant(),
        row.getInt(4),
        row.getString(5),
        instant(row.getObject(6, OffsetDateTime.class)),
        instant(row.getObject(7, OffsetDateTime.class)));
  }

  /** Commands that are not carried out yet, the first sent first. */
  public List<WaitingCommand> waiting(int most) {
    return commands(WAITING + IN_ORDER, Map.of("attempts", 0, "most", most));
  }

  /** Of those, the ones that failed at least once. Each keeps the later ones of its instance from their turn. */
  public List<WaitingCommand> failing(int most) {
    return commands(WAITING + IN_ORDER, Map.of("attempts", 1, "most", most));
  }

  /** Of all that wait, those of one instance, in their order; it may have ended. */
  public List<WaitingCommand> waitingOf(String key, int most) {
    return commands(WAITING + OF_KEY, Map.of("key", key, "most", most));
  }

  /** The command with a number; empty if it does not wait, or not any more. */
  public Optional<WaitingCommand> command(long number) {
    return commands(WAITING + OF_NUMBER, Map.of("number", number)).stream().findFirst();
  }

  private List<WaitingCommand> commands(String query, Map<String, Object> values) {
    return tables()
        .map(tables -> inTransaction(handle -> handle
            .createQuery(sql(query, tables))
            .bindMap(values)
            .map((row, context) -> command(row))
            .list()))
        .orElse(List.of());
  }

  private static WaitingCommand command(ResultSet row) throws SQLException {
    EventMetadata metadata = CommandForms.metadata(row.getString(5));
    return new WaitingCommand(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        Objects.requireNonNull(metadata.commandId()),
        instant(row.getObject(6, OffsetDateTime.class)),
        row.getInt(7),
        row.getString(8),
        instant(row.getObject(9, OffsetDateTime.class)));
  }

  private static Instant instant(@Nullable OffsetDateTime time) {
    return Objects.requireNonNull(time).toInstant();
  }

  /** Has a failing command tried again at once. False if it does not wait any more. */
  public boolean retry(long number) {
    return update(RETRY, Map.of("number", number));
  }

  /**
   * Has a command never carried out, and the later ones of its instance not wait for it. The instance is not
   * told. It stays in the table, with the time, the actor and the reason.
   *
   * @return false if it does not wait any more
   */
  public boolean discard(long number, String actor, String reason) {
    return update(
        DISCARD,
        Map.of(
            "number", number,
            "actor", Reason.storable(actor),
            "reason", Reason.storable(reason)));
  }

  private boolean update(String statement, Map<String, Object> values) {
    return tables()
        .filter(tables -> inTransaction(handle ->
                handle.createUpdate(sql(statement, tables)).bindMap(values).execute())
            > 0)
        .isPresent();
  }

  /**
   * Has the process begin after everything that is in the log now, and not with its first event: it never
   * reacts to what is there. For a log that was moved, whose processes had come to rest before, and for a
   * process that has nothing to do with the past.
   *
   * @return the position after which it begins
   * @throws InvalidInputException if it has begun already
   * @throws ProjectionBusyException if another process is about to begin with it
   */
  public Position beginAtHead() {
    try (LeaseKeeper keeper = new LeaseKeeper(parts, () -> {})) {
      Building building = Building.begin(parts, projection, true, () -> !hasBegun())
          .orElseThrow(() -> new InvalidInputException(
              "process", "'" + definition.name() + "' has begun already, and goes on where it is"));
      keeper.keep(building.feed().lease());
      Rebuild rebuild = new Rebuild(parts, List.of(building), RebuildListener.NONE, () -> false);
      rebuild.skip();
      rebuild.swap();
      return building.feed().checkpoint().position();
    }
  }

  /** Whether it was ever started on this log. */
  public boolean hasBegun() {
    return tables().isPresent();
  }

  private <T> T inTransaction(Function<Handle, T> work) {
    return parts.database().inTransaction(work);
  }

  private static String sql(String statement, ProcessTables tables) {
    return statement.formatted(tables.instances(), tables.commands());
  }

  /** Empty before the process has been started for the first time. */
  private Optional<ProcessTables> tables() {
    return parts
        .generations()
        .find(definition.name(), Generation.State.LIVE)
        .map(live -> definition.tables(live.schema()));
  }
}
