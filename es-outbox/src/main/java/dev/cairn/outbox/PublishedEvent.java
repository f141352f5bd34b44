package dev.cairn.outbox;

import dev.cairn.event.EventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamVersion;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event, or a message that is not an event, as it comes out of Kafka.
 *
 * @param id unique; the same in every copy, so that consumers can tell repetitions
 * @param source which log or application it comes from
 * @param type the name under which the event is stored
 * @param revision the revision of that type; 1 for a message that is not an event
 * @param subject the id of the stream, or what the sender of a message named; null if it named nothing
 * @param time when it was appended or sent, by the clock of the database
 * @param version its place in its stream; null if it is not an event
 * @param position its place in the log; null if it is not an event
 * @param correlationId shared by everything that belongs to one business conversation
 * @param causationId the id of the event or message that led to it
 * @param traceparent W3C trace context of what caused it
 * @param contentType of the data: {@code application/json}, or what the relay's {@link ValueFormat} named
 * @param dataSchema the URI of the schema that the data were written with; null if there is none
 * @param data the payload, as it is stored if it is JSON; not a copy: it is not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, compared by id
public record PublishedEvent(
    UUID id,
    String source,
    String type,
    int revision,
    @Nullable String subject,
    Instant time,
    @Nullable StreamVersion version,
    @Nullable Position position,
    @Nullable UUID correlationId,
    @Nullable UUID causationId,
    @Nullable String traceparent,
    String contentType,
    @Nullable String dataSchema,
    byte[] data) {

  /**
   * Reads a record in binary or in structured mode, whichever it is in.
   *
   * @throws UnreadableRecordException if it is neither, or an attribute that must be there is missing
   */
  public static PublishedEvent from(ConsumerRecord<byte[], byte[]> record) {
    return new CloudEventReading(record).read();
  }

  /**
   * The event for whoever has its classes: its payload is what the codec makes of the data, brought up to date
   * by the codec's upcasters if it was published in an earlier form. Events that are read together with
   * another one come up to date only from a relay that does that itself, see {@link
   * RelaySettings#withUpcasting}.
   *
   * @throws IllegalStateException if it is a message that is not an event, or its data are not JSON
   */
  public RecordedEvent recorded(EventCodec codec) {
    if (version == null || position == null || subject == null || !isJson()) {
      throw new IllegalStateException(this + " is no event with data of JSON");
    }
    EventMetadata metadata = new EventMetadata(correlationId, causationId, null, null, Map.of());
    return new RecordedEvent(
        position.value(),
        subject,
        version.value(),
        id,
        type,
        revision,
        data,
        codec.encodeMetadata(metadata),
        time,
        codec);
  }

  /** Whether the data are JSON, and so {@link #dataText} is what was stored. */
  public boolean isJson() {
    String type = contentType.strip().toLowerCase(Locale.ROOT);
    return type.equals(CloudEventAttribute.JSON) || type.startsWith(CloudEventAttribute.JSON + ";");
  }

  /** The payload as text; of use only if it {@linkplain #isJson is JSON}. */
  public String dataText() {
    return new String(data, StandardCharsets.UTF_8);
  }

  /** Names the event without its payload, which may be secret. */
  @Override
  public String toString() {
    return type + " " + id + " (" + subject + ", position " + position + ")";
  }
}
