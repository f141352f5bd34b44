package dev.cairn.codec;

import dev.cairn.event.RecordedEvent;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/** Counts events that were left out because their type is not known, by type. Thread-safe. */
public final class SkippedEvents implements Consumer<RecordedEvent> {

  private final ConcurrentMap<String, LongAdder> byType = new ConcurrentHashMap<>();

  @Override
  public void accept(RecordedEvent event) {
    byType.computeIfAbsent(event.type(), none -> new LongAdder()).increment();
  }

  /** How many of each type, by name. */
  public Map<String, Long> byType() {
    Map<String, Long> counts = new TreeMap<>();
    byType.forEach((type, count) -> counts.put(type, count.sum()));
    return counts;
  }

  /** How many altogether. */
  public long count() {
    return byType.values().stream().mapToLong(LongAdder::sum).sum();
  }
}
