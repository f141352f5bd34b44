package dev.cairn.projection;

import dev.cairn.command.Commands;
import dev.cairn.event.RecordedEvent;
import dev.cairn.process.ProcessModel;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** A process: what it knows is kept like a read model, and what it sends is carried out from a table beside it. */
record ProcessDefinition<P>(ProcessModel<P> model, Commands commands, CommandForms forms)
    implements Definition {

  static <P> ProcessDefinition<P> of(Class<P> process, Commands commands) {
    return new ProcessDefinition<>(
        ProcessModel.of(process), commands, CommandForms.of(process, commands));
  }

  @Override
  public String name() {
    return model.name();
  }

  /** There is one only: what a process has done cannot be done again by another version of it. */
  @Override
  public int version() {
    return 1;
  }

  @Override
  public Set<String> eventTypes() {
    return model.eventTypes();
  }

  @Override
  public String shape() {
    return "process";
  }

  @Override
  public void create(Handle handle, String schema) {
    tables(schema).create(handle);
  }

  ProcessTables tables(String schema) {
    return new ProcessTables(schema, identifier());
  }

  @Override
  public Work work(String schema, ParkedKeys parked) {
    return new ProcessWork<>(this, tables(schema), parked);
  }

  @Override
  public Bulk bulk(GenerationFeed feed, long memory) {
    return new FreeBulk(feed, feed.parts().settings().pageSize());
  }

  @Override
  public Collection<String> parkingKeys(RecordedEvent event) {
    try {
      return model.keysOf(event);
    } catch (RuntimeException e) {
      return List.of(event.streamText());
    }
  }
}
