package dev.cairn.store.memory;

import dev.cairn.event.EventCodec;
import dev.cairn.event.EventRevision;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import dev.cairn.store.AppendResult;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.EncodedAppend;
import dev.cairn.store.ExpectedVersion;
import dev.cairn.store.StreamClosedException;
import dev.cairn.store.StreamNotFoundException;
import dev.cairn.store.WrongExpectedVersionException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The events and their two indexes. Not thread-safe: {@link MemoryLog} guards it. */
final class EventTable {

  /** The event at position p has index p - 1: this log has no holes. */
  private final List<LogEntry> byPosition = new ArrayList<>();

  private final Map<UUID, LogEntry> byId = new HashMap<>();

  /** The event with version v has index v - 1. */
  private final Map<StreamId, List<LogEntry>> byStream = new HashMap<>();

  private final Map<StreamId, ClosedStream> closed = new HashMap<>();

  /** Appends all or nothing: nothing is written before everything is checked. */
  List<AppendResult> append(List<EncodedAppend> appends, Instant now) {
    List<AppendResult> earlier = Repetition.of(appends, this);
    if (earlier != null) {
      return earlier;
    }
    for (EncodedAppend append : appends) {
      ClosedStream ended = closed.get(append.stream());
      if (ended != null) {
        throw new StreamClosedException(ended);
      }
      StreamVersion current = version(append.stream());
      if (!append.expected().allows(current)) {
        throw new WrongExpectedVersionException(append.stream(), append.expected(), current);
      }
    }
    List<AppendResult> results = new ArrayList<>(appends.size());
    for (EncodedAppend append : appends) {
      results.add(write(append, now));
    }
    return results;
  }

  private AppendResult write(EncodedAppend append, Instant now) {
    List<LogEntry> stream = byStream.computeIfAbsent(append.stream(), id -> new ArrayList<>());
    for (EncodedAppend.Event event : append.events()) {
      LogEntry entry =
          new LogEntry(byPosition.size() + 1L, append.stream(), stream.size() + 1L, event, now);
      byPosition.add(entry);
      byId.put(entry.id(), entry);
      stream.add(entry);
    }
    return stream.get(stream.size() - 1).result(false);
  }

  /** Closes a stream, if it is as expected and was not closed before. */
  ClosedStream close(
      StreamId stream, ExpectedVersion expected, Function<StreamVersion, ClosedStream> closing) {
    StreamVersion current = version(stream);
    if (current.equals(StreamVersion.EMPTY)) {
      throw new StreamNotFoundException(stream);
    }
    if (!expected.allows(current)) {
      throw new WrongExpectedVersionException(stream, expected, current);
    }
    return closed.computeIfAbsent(stream, id -> closing.apply(current));
  }

  @Nullable
  ClosedStream closed(StreamId id) {
    return closed.get(id);
  }

  private StreamVersion version(StreamId id) {
    return new StreamVersion(stream(id).size());
  }

  /** The events in the order of positions. */
  List<LogEntry> log() {
    return byPosition;
  }

  /** The events of a stream in the order of versions. */
  List<LogEntry> stream(StreamId id) {
    return byStream.getOrDefault(id, List.of());
  }

  /** What a reader gets. */
  RecordedEvent recorded(LogEntry entry, EventCodec codec) {
    RecordedEvent event = entry.recorded(codec);
    Map<EventRevision, EventRevision> merged = codec.upcasting().merged();
    if (merged.isEmpty()) {
      return event;
    }
    List<LogEntry> stream = stream(entry.stream());
    int index = (int) entry.version() - 1;
    EventRevision wanted = merged.get(entry.form());
    if (wanted != null
        && index + 1 < stream.size()
        && stream.get(index + 1).form().equals(wanted)) {
      return event.withNeighbour(stream.get(index + 1).event().payload());
    }
    return index > 0 && entry.form().equals(merged.get(stream.get(index - 1).form()))
        ? event.withNeighbour(stream.get(index - 1).event().payload())
        : event;
  }

  @Nullable
  LogEntry event(UUID id) {
    return byId.get(id);
  }
}
