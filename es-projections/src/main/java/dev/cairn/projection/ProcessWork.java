package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.process.ProcessModel;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Has the instances of a process react to events: what they know and what they send is written at once. */
final class ProcessWork<P> implements Work {

  private final ProcessDefinition<P> definition;
  private final ProcessModel<P> model;
  private final ProcessTables tables;
  private final ParkedKeys parked;

  ProcessWork(ProcessDefinition<P> definition, ProcessTables tables, ParkedKeys parked) {
    this.definition = definition;
    this.model = definition.model();
    this.tables = tables;
    this.parked = parked;
  }

  @Override
  public void apply(Handle handle, List<RecordedEvent> events, Replay replay) {
    ProcessTables.searchByIndex(handle);
    Map<RecordedEvent, Collection<String>> keys = new LinkedHashMap<>();
    events.forEach(event -> keys.put(event, definition.parkingKeys(event)));
    TakenSteps<P> steps = steps(handle, keys.values());
    Map<String, List<RecordedEvent>> followers = new HashMap<>();
    keys.forEach((event, ofEvent) -> {
      for (String key : ofEvent) {
        if (parked.keys().contains(key)) {
          followers.computeIfAbsent(key, none -> new java.util.ArrayList<>()).add(event);
        } else {
          reactOrPark(handle, steps, key, event);
        }
      }
    });
    followers.forEach((key, later) -> parked.follow(handle, key, later));
    steps.write(handle);
  }

  private TakenSteps<P> steps(Handle handle, Collection<Collection<String>> keys) {
    Set<String> all = new LinkedHashSet<>();
    keys.forEach(all::addAll);
    return new TakenSteps<>(
        definition, tables, all.isEmpty() ? Map.of() : tables.lock(handle, all));
  }

  private void reactOrPark(Handle handle, TakenSteps<P> steps, String key, RecordedEvent event) {
    try {
      react(steps, key, event);
    } catch (Exception e) {
      parked.refused(handle, key, event, Reason.of(e));
    }
  }

  private void react(TakenSteps<P> steps, String key, RecordedEvent event) {
    requireKey(key, event);
    for (RecordedEvent today : event.upcast()) {
      if (model.keysOf(today).contains(key)) {
        model
            .react(steps.state(key), key, today)
            .ifPresent(step -> steps.take(
                key, step, new TakenSteps.Cause(today.id(), today.recordedAt(), today.metadata())));
      }
    }
  }

  /** An event whose key cannot be told is parked under its stream, and says here why. */
  private void requireKey(String key, RecordedEvent event) {
    if (!model.keysOf(event).contains(key)) {
      throw new IllegalStateException("The event does not belong to the key " + key);
    }
  }

  @Override
  public void retry(Handle handle, String key, List<RecordedEvent> events) {
    ProcessTables.searchByIndex(handle);
    for (RecordedEvent event : events) {
      Collection<String> keys =
          key.equals(event.streamText()) ? definition.parkingKeys(event) : List.of(key);
      TakenSteps<P> steps = steps(handle, List.of(keys));
      for (String one : keys) {
        try {
          react(steps, one, event);
        } catch (RuntimeException e) {
          throw new StillPoisonException(event, Reason.of(e));
        }
      }
      steps.write(handle);
    }
  }
}
