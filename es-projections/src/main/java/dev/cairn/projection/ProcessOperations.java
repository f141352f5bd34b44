package dev.cairn.projection;

import dev.cairn.event.EventMetadata;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators do with the commands of a process, while it runs or not, from any process. Thread-safe. */
public final class ProcessOperations {

  private static final String WAITING = """
      select number, key, type, command, metadata, sent_at, attempts, error, not_before
        from %s where discarded_at is null and attempts >= :attempts order by number limit :most""";

  private static final String COUNT = "select count(*) from %s";

  private static final String RETRY = """
      update %s set not_before = clock_timestamp() where number = :number and discarded_at is null""";

  private static final String DISCARD = """
      update %s set discarded_at = clock_timestamp(), discarded_by = :actor, discard_reason = :reason
       where number = :number and discarded_at is null""";

  private final Parts parts;
  private final ProcessDefinition<?> definition;

  ProcessOperations(Parts parts, ProcessDefinition<?> definition) {
    this.parts = parts;
    this.definition = definition;
  }

  /** How many instances are under way. */
  public long instances() {
    return tables()
        .map(tables -> COUNT.formatted(tables.instances()))
        .map(sql -> parts
            .database()
            .inTransaction(handle -> handle.createQuery(sql).mapTo(Long.class).one()))
        .orElse(0L);
  }

  /** Commands that are not carried out yet, the first sent first. */
  public List<WaitingCommand> waiting(int most) {
    return waiting(0, most);
  }

  /** Of those, the ones that failed at least once. Each keeps the later ones of its instance from their turn. */
  public List<WaitingCommand> failing(int most) {
    return waiting(1, most);
  }

  private List<WaitingCommand> waiting(int attempts, int most) {
    return tables()
        .map(tables -> WAITING.formatted(tables.commands()))
        .map(sql -> parts
            .database()
            .inTransaction(handle -> handle
                .createQuery(sql)
                .bind("attempts", attempts)
                .bind("most", most)
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
        .map(tables -> statement.formatted(tables.commands()))
        .filter(sql -> parts
                .database()
                .inTransaction(
                    handle -> handle.createUpdate(sql).bindMap(values).execute())
            == 1)
        .isPresent();
  }

  /** Empty before the process has been started for the first time. */
  private Optional<ProcessTables> tables() {
    return parts
        .generations()
        .find(definition.name(), Generation.State.LIVE)
        .map(live -> definition.tables(live.schema()));
  }
}
