package dev.cairn.outbox;

import dev.cairn.event.Position;
import dev.cairn.store.Checkpoint;
import dev.cairn.store.LogIdentity;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/** The row that says where a relay stands. Whoever writes it has checked that it leads. */
final class RelayTable {

  private static final String FIND = """
      select guarantee, established, cluster_id, incarnation, position, event_id, exact
        from %1$s.relays where name = :name""";

  private static final String LEADS = """
      insert into %1$s.relays as relays (name, guarantee, state, leader, term)
      values (:name, :guarantee, 'waiting', :leader, :term)
      on conflict (name) do update
         set state = 'waiting', leader = excluded.leader, term = excluded.term, events_per_second = 0,
             exact = relays.exact and excluded.guarantee <> 'exactly-once', updated_at = clock_timestamp()""";

  private static final String ESTABLISH = """
      update %1$s.relays
         set established = true, guarantee = :guarantee, cluster_id = :cluster,
             incarnation = :incarnation, position = :position, event_id = cast(:event as uuid), exact = :exact,
             updated_at = clock_timestamp()
       where name = :name""";

  private static final String ADVANCE = """
      update %1$s.relays
         set incarnation = :incarnation, position = :position, event_id = cast(:event as uuid)
       where name = :name""";

  private static final String REPORT = """
      update %1$s.relays
         set state = :state, exact = exact or :exact, last_error = coalesce(:error, last_error),
             last_error_at = case when cast(:error as text) is null then last_error_at else clock_timestamp() end,
             events_per_second = 0, updated_at = clock_timestamp()
       where name = :name""";

  private final String schema;
  private final String name;

  RelayTable(String schema, String name) {
    this.schema = schema;
    this.name = name;
  }

  /**
   * Where the relay stood when the row was written.
   *
   * @param established whether its cursor has been set up
   * @param clusterId the cluster of Kafka that it published to
   * @param exact false if the cursor, in Kafka, may have moved on since
   */
  record Row(
      String guarantee,
      boolean established,
      String clusterId,
      Checkpoint checkpoint,
      boolean exact) {}

  Optional<Row> find(Handle handle, UUID log) {
    return handle
        .createQuery(sql(FIND))
        .bind("name", name)
        .map((row, context) -> new Row(
            row.getString("guarantee"),
            row.getBoolean("established"),
            row.getString("cluster_id"),
            new Checkpoint(
                row.getInt("incarnation") == 0
                    ? null
                    : new LogIdentity(log, row.getInt("incarnation")),
                new Position(row.getLong("position")),
                row.getObject("event_id", UUID.class)),
            row.getBoolean("exact")))
        .findOne();
  }

  /** Notes a new leader. */
  void leads(Handle handle, DeliveryGuarantee guarantee, String leader, long term) {
    update(handle, LEADS)
        .bind("guarantee", guarantee.id())
        .bind("leader", leader)
        .bind("term", term)
        .execute();
  }

  /** Notes that the cursor has been set up, for this guarantee in this cluster. */
  void establish(
      Handle handle, DeliveryGuarantee guarantee, String clusterId, Checkpoint checkpoint) {
    bound(update(handle, ESTABLISH), checkpoint)
        .bind("guarantee", guarantee.id())
        .bind("cluster", clusterId)
        .bind("exact", !(guarantee instanceof DeliveryGuarantee.ExactlyOnce))
        .execute();
  }

  /** Moves the cursor. */
  void advance(Handle handle, Checkpoint checkpoint) {
    bound(update(handle, ADVANCE), checkpoint).execute();
  }

  /** Notes what went wrong. */
  void failed(Handle handle, String state, String error) {
    update(handle, REPORT)
        .bind("state", state)
        .bind("error", error)
        .bind("exact", false)
        .execute();
  }

  /**
   * Notes that the relay was stopped in order.
   *
   * @param exact whether the position is the cursor; not so if nobody knows what became of the last batch
   */
  void stopped(Handle handle, boolean exact) {
    update(handle, REPORT)
        .bind("state", "stopped")
        .bind("error", (String) null)
        .bind("exact", exact)
        .execute();
  }

  private static Update bound(Update update, Checkpoint checkpoint) {
    LogIdentity identity = checkpoint.identity();
    return update
        .bind("incarnation", identity == null ? 0 : identity.incarnation())
        .bind("position", checkpoint.position().value())
        .bind("event", checkpoint.eventId());
  }

  private Update update(Handle handle, String statement) {
    return handle.createUpdate(sql(statement)).bind("name", name);
  }

  private String sql(String statement) {
    return statement.formatted(schema);
  }
}
