package dev.cairn.projection.model;

import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a read model in memory, while events are folded into them. A row whose event cannot be
 * handled stays as it was before that event, and the later events of its key are set aside, in order. Not
 * thread-safe.
 */
public final class KeyedFold<R> {

  /** What a row costs beside its values: the entry, the objects, references. */
  private static final long ROW_OVERHEAD = 120;

  private static final long VALUE = 24;

  private static final int SAMPLE = 64;

  private final ReadModelType<R> type;
  private final Set<String> parked;
  private final boolean skips;
  private final Map<Object, Slot<R>> slots = new HashMap<>();
  private final List<Poison> poison = new ArrayList<>();
  private final Map<String, List<RecordedEvent>> followers = new HashMap<>();
  private long sampledBytes;
  private long samples;

  /**
   * An empty fold.
   *
   * @param parked the texts of keys whose events wait; it gets more here
   * @param skips whether the later events of a key are handled though one could not be
   */
  public KeyedFold(ReadModelType<R> type, Set<String> parked, boolean skips) {
    this.type = type;
    this.parked = parked;
    this.skips = skips;
  }

  /** A row, or that there is none, and whether the table knows. */
  private static final class Slot<R> {
    private @Nullable R row;
    private boolean changed;
    private boolean stored;
  }

  /** An event that could not be handled for one key. */
  public record Poison(String key, RecordedEvent event, String reason) {}

  /** The keys of events whose rows have not been looked for yet. Events whose key cannot be told have none. */
  public Collection<Object> unknown(Collection<RecordedEvent> events) {
    Set<Object> keys = new LinkedHashSet<>();
    for (RecordedEvent event : events) {
      for (Object key : keysOrNone(event)) {
        if (!slots.containsKey(key)) {
          keys.add(key);
        }
      }
    }
    return keys;
  }

  private Collection<Object> keysOrNone(RecordedEvent event) {
    try {
      return type.keysOf(event);
    } catch (RuntimeException e) {
      // The same happens again when the event is folded, where it is dealt with.
      return List.of();
    }
  }

  /** Says which of these keys have a row; the others have none. */
  public void know(Collection<Object> keys, Map<Object, R> rows) {
    for (Object key : keys) {
      Slot<R> slot = new Slot<>();
      slot.row = rows.get(key);
      slot.stored = slot.row != null;
      slots.put(key, slot);
    }
  }

  /** From now on, events of these keys are set aside. */
  public void park(Collection<String> keys) {
    parked.addAll(keys);
  }

  /** Folds an event into the rows that it belongs to. */
  public void accept(RecordedEvent event) {
    if (!parked.isEmpty() && parked.contains(event.streamText())) {
      setAside(event.streamText(), event);
      return;
    }
    Collection<Object> keys;
    try {
      keys = type.keysOf(event);
    } catch (Exception e) {
      setAside(event.streamText(), event, e);
      return;
    }
    for (Object key : keys) {
      fold(key, event);
    }
  }

  /** Folds an event into that one of its rows whose key has this text. */
  public void accept(String keyText, RecordedEvent event) {
    for (Object key : type.keysOf(event)) {
      if (keyText.equals(type.keyText(key)) || keyText.equals(event.streamText())) {
        fold(key, event);
      }
    }
  }

  private void fold(Object key, RecordedEvent event) {
    if (!parked.isEmpty() && parked.contains(type.keyText(key))) {
      setAside(type.keyText(key), event);
      return;
    }
    Slot<R> slot = slots.get(key);
    try {
      R before = slot == null ? null : slot.row;
      R after = type.fold(before, key, event);
      if (slot == null) {
        slot = new Slot<>();
        slots.put(key, slot);
        sample(after);
      }
      slot.changed |= after != before;
      slot.row = after;
    } catch (Exception e) {
      setAside(type.keyText(key), event, e);
    }
  }

  private void setAside(String key, RecordedEvent event, Exception cause) {
    if (skips || parked.add(key)) {
      poison.add(new Poison(
          key, event, String.valueOf(cause.getMessage() == null ? cause : cause.getMessage())));
    } else {
      setAside(key, event);
    }
  }

  private void setAside(String key, RecordedEvent event) {
    followers.computeIfAbsent(key, none -> new ArrayList<>()).add(event);
  }

  private void sample(@Nullable R row) {
    if (row == null || slots.size() % SAMPLE != 1) {
      return;
    }
    samples++;
    for (Object value : type.values(row)) {
      sampledBytes += VALUE + (value instanceof CharSequence text ? VALUE + 2L * text.length() : 0);
    }
  }

  /** About how much memory the rows take. */
  public long bytes() {
    long each = ROW_OVERHEAD + (samples == 0 ? 0 : sampledBytes / samples);
    return slots.size() * each;
  }

  /** How many keys are known. */
  public int size() {
    return slots.size();
  }

  /** The rows that are to be written. */
  public List<R> changed() {
    List<R> rows = new ArrayList<>();
    for (Slot<R> slot : slots.values()) {
      if (slot.changed && slot.row != null) {
        rows.add(slot.row);
      }
    }
    return rows;
  }

  /** The keys whose rows are to be deleted. */
  public List<Object> deleted() {
    List<Object> keys = new ArrayList<>();
    slots.forEach((key, slot) -> {
      if (slot.changed && slot.row == null && slot.stored) {
        keys.add(key);
      }
    });
    return keys;
  }

  /** What could not be handled, in order. */
  public List<Poison> poison() {
    return List.copyOf(poison);
  }

  /** By key, in order, what came after something that could not be handled. */
  public Map<String, List<RecordedEvent>> followers() {
    return Map.copyOf(followers);
  }

  /** Forgets everything; what is parked stays parked. */
  public void clear() {
    slots.clear();
    poison.clear();
    followers.clear();
    sampledBytes = 0;
    samples = 0;
  }
}
