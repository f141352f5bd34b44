package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Gives events to the methods of a free projection, in the order of the log. */
final class FreeWork implements Work {

  private final FreeDefinition definition;
  private final ParkedKeys parked;

  FreeWork(FreeDefinition definition, ParkedKeys parked) {
    this.definition = definition;
    this.parked = parked;
  }

  @Override
  public void apply(Handle handle, List<RecordedEvent> events, Replay replay) {
    handle(handle, withoutParked(handle, events), replay);
  }

  private List<RecordedEvent> withoutParked(Handle handle, List<RecordedEvent> events) {
    if (parked.keys().isEmpty()) {
      return events;
    }
    List<RecordedEvent> free = new ArrayList<>();
    Map<String, List<RecordedEvent>> following = new LinkedHashMap<>();
    for (RecordedEvent event : events) {
      if (parked.keys().contains(event.streamText())) {
        following.computeIfAbsent(event.streamText(), none -> new ArrayList<>()).add(event);
      } else {
        free.add(event);
      }
    }
    following.forEach((key, later) -> parked.follow(handle, key, later));
    return free;
  }

  /** Events that follow each other and have one batch method come to it together. */
  private void handle(Handle handle, List<RecordedEvent> events, Replay replay) {
    @Nullable FreeMethod gathering = null;
    List<RecordedEvent> batch = new ArrayList<>();
    for (RecordedEvent event : today(events)) {
      FreeMethod method = definition.methods().get(event.type());
      if (gathering != null && method != gathering) {
        gathering.call(definition.projection(), batch, handle, replay);
        batch.clear();
        gathering = null;
      }
      if (method == null) {
        continue;
      }
      if (method.isBatch()) {
        gathering = method;
        batch.add(event);
      } else {
        method.call(definition.projection(), event, handle, replay);
      }
    }
    if (gathering != null) {
      gathering.call(definition.projection(), batch, handle, replay);
    }
  }

  private static List<RecordedEvent> today(List<RecordedEvent> stored) {
    List<RecordedEvent> events = new ArrayList<>(stored.size());
    stored.forEach(event -> events.addAll(event.upcast()));
    return events;
  }

  @Override
  public void retry(Handle handle, String key, List<RecordedEvent> events) {
    handle(handle, events, new Replay(false));
  }
}
