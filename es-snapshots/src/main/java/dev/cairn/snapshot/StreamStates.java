package dev.cairn.snapshot;

import dev.cairn.aggregate.Loaded;
import dev.cairn.aggregate.ReplayingStateLoader;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.LogUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The states of many streams while the log is read for all of them. When they need too much memory they are
 * written as snapshots, which they are, and those that get more events are read again. For one thread.
 */
final class StreamStates<S> {

  /** What a stream costs beside its state: the entry, its name, references. */
  private static final long OVERHEAD = 250;
  /** About how much larger a state is in memory than as JSON. */
  private static final long OBJECTS_PER_JSON = 4;

  private static final int BETWEEN_SAMPLES = 256;
  private static final int WRITTEN_TOGETHER = 2_000;
  private static final int EXAMPLES = 100;

  private final Parts parts;
  private final SnapshotForm<S> form;
  private final long memory;
  private final Map<String, Slot<S>> slots = new HashMap<>();
  private final Set<String> given = new HashSet<>();
  private final List<String> failed = new ArrayList<>();
  private CompletableFuture<Void> underWay = CompletableFuture.completedFuture(null);
  private boolean spilled;
  private long sampledBytes;
  private long samples;
  private long folded;
  private long streams;

  StreamStates(Parts parts, SnapshotForm<S> form, long memory) {
    this.parts = parts;
    this.form = form;
    this.memory = memory;
  }

  private static final class Slot<S> {
    private @Nullable S state;
    private long version;
    private @Nullable UUID lastEvent;
    /** Whether a snapshot of it was counted before. */
    private boolean counted;

    static <S> Slot<S> of(Loaded<S> loaded) {
      Slot<S> slot = new Slot<>();
      slot.state = loaded.state();
      slot.version = loaded.version().value();
      slot.lastEvent = loaded.lastEvent();
      slot.counted = loaded.exists();
      return slot;
    }
  }

  /** Folds the next events of the log. */
  void fold(List<RecordedEvent> events) {
    if (spilled) {
      readAgain(events);
    }
    for (RecordedEvent event : events) {
      if (!given.contains(event.streamText())) {
        fold(event);
      }
    }
    if (slots.size() * (OVERHEAD + averageState()) > memory) {
      write();
      spilled = true;
    }
  }

  private void fold(RecordedEvent event) {
    Slot<S> slot = slots.get(event.streamText());
    long version = event.version().value();
    try {
      if (slot == null || slot.version != version - 1) {
        slot = slotAt(event.stream(), version - 1);
        slots.put(event.streamText(), slot);
      }
      for (RecordedEvent today : event.upcast()) {
        slot.state = form.aggregate().definition().evolve(slot.state, today.payload());
      }
      slot.version = version;
      slot.lastEvent = event.id();
      sample(slot);
    } catch (LogUnavailableException | LogRejectedException | LogSchemaException e) {
      throw e;
    } catch (RuntimeException e) {
      give(event.streamText(), "at version " + version + ": " + e.getMessage());
    }
  }

  private Slot<S> slotAt(StreamId stream, long version) {
    if (version == 0) {
      return Slot.of(Loaded.nothing(form.aggregate().definition()));
    }
    StreamVersion at = new StreamVersion(version);
    return Slot.of(new SnapshotLoad<>(parts, form, stream, at)
        .run()
        .orElseGet(() -> new ReplayingStateLoader(parts.events())
            .loadAsOf(form.aggregate().definition(), stream, at)));
  }

  /** A stream of which no snapshot can be taken is not looked at again. */
  private void give(String stream, String why) {
    slots.remove(stream);
    if (given.add(stream) && failed.size() < EXAMPLES) {
      failed.add("There is none of " + stream + " " + why);
    }
  }

  private void sample(Slot<S> slot) {
    if (folded++ % BETWEEN_SAMPLES == 0) {
      samples++;
      sampledBytes += form.size(slot.state);
    }
  }

  private long averageState() {
    return samples == 0 ? 0 : OBJECTS_PER_JSON * sampledBytes / samples;
  }

  /** All at once: one by one each would cost a query. */
  private void readAgain(List<RecordedEvent> events) {
    Set<StreamId> missing = new LinkedHashSet<>();
    for (RecordedEvent event : events) {
      if (event.version().value() > 1
          && !slots.containsKey(event.streamText())
          && !given.contains(event.streamText())) {
        missing.add(event.stream());
      }
    }
    if (missing.isEmpty()) {
      return;
    }
    parts.snapshots().newest(missing).forEach((stream, snapshot) -> {
      if (form.fits(snapshot) && snapshot.isIntact()) {
        try {
          slots.put(stream.toString(), Slot.of(form.restore(snapshot)));
        } catch (IOException e) {
          // It is computed from the log where it is needed.
          parts.counters().corrupt(snapshot, e.toString());
        }
      }
    });
  }

  /** Writes everything, and forgets it. The next batch is made while the database takes the one before. */
  void write() {
    List<Snapshot> batch = new ArrayList<>(WRITTEN_TOGETHER);
    Map<String, String> unfit = new HashMap<>();
    for (Map.Entry<String, Slot<S>> entry : slots.entrySet()) {
      Slot<S> slot = entry.getValue();
      try {
        batch.add(take(entry.getKey(), slot));
        streams += slot.counted ? 0 : 1;
      } catch (IOException e) {
        unfit.put(entry.getKey(), "at version " + slot.version + ": " + e.getMessage());
      }
      if (batch.size() == WRITTEN_TOGETHER) {
        put(batch);
        batch = new ArrayList<>(WRITTEN_TOGETHER);
      }
    }
    put(batch);
    awaitPut();
    unfit.forEach(this::give);
    slots.clear();
  }

  private Snapshot take(String stream, Slot<S> slot) throws IOException {
    return form.take(
        StreamId.parse(stream),
        new Loaded<>(slot.state, new StreamVersion(slot.version), slot.lastEvent));
  }

  private void put(List<Snapshot> batch) {
    awaitPut();
    underWay = CompletableFuture.runAsync(() -> parts.snapshots().put(batch));
  }

  private void awaitPut() {
    try {
      underWay.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  long streams() {
    return streams;
  }

  long failures() {
    return given.size();
  }

  List<String> failed() {
    return List.copyOf(failed);
  }
}
