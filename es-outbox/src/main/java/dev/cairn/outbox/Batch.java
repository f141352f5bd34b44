package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Records that are published together, and where the relay stands afterwards.
 *
 * @param entries in the order in which they are sent
 */
record Batch(List<Entry> entries, RelayCursor end) {

  /**
   * An event or a message, and where it goes. Its record is made when it is sent: thousands of records that
   * wait, with a dozen headers each, would cost the garbage collector more than all else costs the relay.
   */
  record Entry(
      Route.To route,
      @Nullable RecordedEvent event,
      @Nullable WaitingMessage message) {

    static Entry of(RecordedEvent event, Route.To route) {
      return new Entry(route, event, null);
    }

    static Entry of(WaitingMessage message) {
      return new Entry(message.route(), null, message);
    }

    /**
     * The record for Kafka.
     *
     * @throws CannotPublishException if there can be none
     */
    ProducerRecord<byte[], byte[]> write(RecordWriting writing) {
      return event != null
          ? writing.write(event, route)
          : writing.write(Objects.requireNonNull(message));
    }

    private boolean isPartOfOneWith(Entry other) {
      return event != null
          && other.event != null
          && event.position().equals(other.event.position());
    }

    /** Of the event or the message. */
    UUID id() {
      return event != null ? event.id() : Objects.requireNonNull(message).id();
    }
  }

  /**
   * The first entries alone, for when the next one failed: up to the last event among them, since every
   * event before it has been published, parked or left out.
   */
  Batch prefix(int count, RelayCursor begin) {
    List<Entry> first = List.copyOf(entries.subList(0, whole(entries, count)));
    RelayCursor.Released released = end.released();
    return new Batch(
        first, released == null ? endOf(first, begin) : endOfParked(first, released.stream()));
  }

  /** How many of the first entries there are without the beginning of an event that goes on after them. */
  static int whole(List<Entry> entries, int count) {
    int whole = count;
    while (whole > 0
        && whole < entries.size()
        && entries.get(whole).isPartOfOneWith(entries.get(whole - 1))) {
      whole--;
    }
    return whole;
  }

  /** Parked events lie behind the cursor, which stays where it is. */
  private RelayCursor endOfParked(List<Entry> first, String stream) {
    RecordedEvent last = first.isEmpty() ? null : first.get(first.size() - 1).event();
    return new RelayCursor(
        end.checkpoint(),
        end.term(),
        List.of(),
        last == null ? null : new RelayCursor.Released(stream, last.position()));
  }

  private RelayCursor endOf(List<Entry> first, RelayCursor begin) {
    RelayCursor at = begin;
    List<UUID> messages = new ArrayList<>();
    for (Entry entry : first) {
      if (entry.event() != null) {
        at = RelayCursor.at(
            Checkpoint.at(Objects.requireNonNull(end.checkpoint().identity()), entry.event()),
            end.term());
      } else if (entry.message() != null) {
        messages.add(entry.message().id());
      }
    }
    return new RelayCursor(at.checkpoint(), end.term(), messages, null);
  }
}
