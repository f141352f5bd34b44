package dev.cairn.testing;

import dev.cairn.event.EventCodec;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventIds;
import dev.cairn.event.EventRevision;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UpcastingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stored events of one stream, for which a test says what they are today. Immutable. */
public final class StoredHistory {

  private static final byte[] NO_METADATA = "{}".getBytes(StandardCharsets.UTF_8);

  private final EventCodec codec;
  private final List<RecordedEvent> events;

  StoredHistory(EventCodec codec) {
    this(codec, List.of());
  }

  private StoredHistory(EventCodec codec, List<RecordedEvent> events) {
    this.codec = codec;
    this.events = events;
  }

  /** The next event of the stream is stored like this. */
  public StoredHistory and(String type, int revision, String json) {
    String text = json.contains("\"") ? json : json.replace('\'', '"');
    long next = events.size() + 1L;
    List<RecordedEvent> more = new ArrayList<>(events);
    more.add(new RecordedEvent(
        next,
        StoredForm.SOME_STREAM.toString(),
        next,
        EventIds.next(),
        type,
        revision,
        text.getBytes(StandardCharsets.UTF_8),
        NO_METADATA,
        Instant.EPOCH,
        codec));
    return new StoredHistory(codec, List.copyOf(more));
  }

  /** Passes if they are these events today, in this order. */
  public void then(Object... today) {
    List<Object> expected = List.of(today);
    List<Object> found;
    try {
      found = today();
    } catch (RuntimeException e) {
      throw new AssertionError("What is stored cannot be read: " + e.getMessage(), e);
    }
    if (!found.equals(expected)) {
      throw new AssertionError("What is stored is not these events today:\n"
          + SideBySide.of("expected", expected, "today", found));
    }
  }

  /** Passes if they are no events today. */
  public void thenNothing() {
    then();
  }

  /**
   * Passes if they cannot be read, for what stands at a place.
   *
   * @param path a JSON pointer, such as {@code /amount}; empty for the whole payload
   */
  public void thenRefusedAt(String path) {
    String refusedAt;
    try {
      throw new AssertionError("What is stored can be read, as " + today());
    } catch (UpcastingException e) {
      refusedAt = e.path();
    } catch (EventDecodingException e) {
      refusedAt = e.path();
    }
    if (!refusedAt.equals(path)) {
      throw new AssertionError(
          "What is stored is refused at '" + refusedAt + "', and not at '" + path + "'");
    }
  }

  private List<Object> today() {
    List<Object> today = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      for (RecordedEvent event : withNeighbour(i).upcast()) {
        today.add(event.payload());
      }
    }
    return today;
  }

  private RecordedEvent withNeighbour(int index) {
    RecordedEvent event = events.get(index);
    if (isMerged(index)) {
      return event.withNeighbour(events.get(index + 1).payloadJson());
    }
    return index > 0 && isMerged(index - 1)
        ? event.withNeighbour(events.get(index - 1).payloadJson())
        : event;
  }

  /** Whether an event is read together with the one after it. */
  private boolean isMerged(int index) {
    return index + 1 < events.size()
        && form(index + 1).equals(codec.upcasting().merged().get(form(index)));
  }

  private EventRevision form(int index) {
    return new EventRevision(events.get(index).type(), events.get(index).revision());
  }
}
