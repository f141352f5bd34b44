package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.projection.model.ReadModelTable;
import dev.cairn.projection.model.ReadModelType;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A projection that keeps a keyed read model. */
record KeyedDefinition<R>(ReadModelType<R> type) implements Definition {

  @Override
  public String name() {
    return type.name();
  }

  @Override
  public int version() {
    return type.version();
  }

  @Override
  public Set<String> eventTypes() {
    return type.eventTypes();
  }

  @Override
  public String shape() {
    return type.shape();
  }

  @Override
  public void create(Handle handle, String schema) {
    if (!type.script().isEmpty()) {
      TableScript.of(type.record(), type.script()).run(handle);
      return;
    }
    try {
      table(schema).create(handle.getConnection());
    } catch (SQLException e) {
      throw new RefusedSqlException(e);
    }
  }

  ReadModelTable<R> table(String schema) {
    return new ReadModelTable<>(type, schema);
  }

  @Override
  public Work work(String schema, ParkedKeys parked) {
    return new KeyedWork<>(type, table(schema), parked);
  }

  @Override
  public Bulk bulk(GenerationFeed feed, long memory) {
    return new KeyedBulk<>(feed, type, memory);
  }

  @Override
  public Collection<String> parkingKeys(RecordedEvent event) {
    try {
      return type.keysOf(event).stream().map(type::keyText).toList();
    } catch (RuntimeException e) {
      return List.of(event.streamText());
    }
  }
}
