package dev.cairn.outbox;

import static dev.cairn.outbox.CloudEventAttribute.CAUSATIONID;
import static dev.cairn.outbox.CloudEventAttribute.CORRELATIONID;
import static dev.cairn.outbox.CloudEventAttribute.DATASCHEMA;
import static dev.cairn.outbox.CloudEventAttribute.ID;
import static dev.cairn.outbox.CloudEventAttribute.POSITION;
import static dev.cairn.outbox.CloudEventAttribute.REVISION;
import static dev.cairn.outbox.CloudEventAttribute.SOURCE;
import static dev.cairn.outbox.CloudEventAttribute.SPECVERSION;
import static dev.cairn.outbox.CloudEventAttribute.STREAMVERSION;
import static dev.cairn.outbox.CloudEventAttribute.SUBJECT;
import static dev.cairn.outbox.CloudEventAttribute.TIME;
import static dev.cairn.outbox.CloudEventAttribute.TRACEPARENT;
import static dev.cairn.outbox.CloudEventAttribute.TYPE;

import dev.cairn.CairnException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Turns events and messages into records of Kafka. Not thread-safe.
 *
 * <p>Records carry no timestamp of their own and so get that of their publication: with the older one of
 * the event, retention would delete them the sooner the later they are published.
 */
final class RecordWriting {

  /** The W3C's name, which tracing libraries look for beside the attribute of CloudEvents. */
  private static final String TRACEPARENT_HEADER = "traceparent";

  private final CloudEventMode mode;
  private final ValueFormat values;
  private final String source;
  private final long largest;
  private final Rfc3339 time = new Rfc3339();
  private final Map<String, Header> types = new HashMap<>();
  private final Map<String, Header> contentTypes = new HashMap<>();
  private final Header sourceHeader;

  private static final Header SPECVERSION_HEADER =
      header(SPECVERSION, CloudEventAttribute.VERSION_1_0);
  private static final Header JSON_HEADER = new RecordHeader(
      CloudEventAttribute.CONTENT_TYPE,
      CloudEventAttribute.JSON.getBytes(StandardCharsets.US_ASCII));

  /**
   * For one relay.
   *
   * @param largest how many bytes a record may have
   */
  RecordWriting(CloudEventMode mode, ValueFormat values, String source, long largest) {
    this.mode = mode;
    this.values = values;
    this.source = source;
    this.largest = largest;
    this.sourceHeader = header(SOURCE, source);
  }

  /**
   * The record for an event.
   *
   * @throws CannotPublishException if its metadata cannot be read, its value cannot be written, or it is
   *     too large
   * @throws ValuesUnavailableException if its value cannot be written now
   */
  ProducerRecord<byte[], byte[]> write(RecordedEvent event, Route.To route) {
    EventMetadata metadata = metadata(event);
    Attributes attributes = new Attributes(
        event.id(),
        event.type(),
        event.revision() == 1 ? null : Integer.toString(event.revision()),
        event.streamText(),
        time.format(event.recordedAt()),
        Long.toString(event.version().value()),
        Long.toString(event.position().value()),
        metadata.correlationId(),
        metadata.causationId(),
        metadata.headers().get(TRACEPARENT_HEADER));
    return write(attributes, route, value(event, route.topic()));
  }

  /** The record for a message that is not an event. */
  ProducerRecord<byte[], byte[]> write(WaitingMessage message) {
    Attributes attributes = new Attributes(
        message.id(),
        message.type(),
        null,
        message.route().key(),
        time.format(message.sentAt()),
        null,
        null,
        message.correlationId(),
        message.causationId(),
        message.traceparent());
    return write(attributes, message.route(), EventValue.json(message.payload()));
  }

  private static EventMetadata metadata(RecordedEvent event) {
    try {
      return event.metadata();
    } catch (RuntimeException e) {
      throw new CannotPublishException("its metadata cannot be read: " + e.getMessage(), e);
    }
  }

  private EventValue value(RecordedEvent event, String topic) {
    try {
      EventValue value = values.write(event, topic);
      // Not checked by every compiler, and a record without a value is a tombstone.
      return Objects.requireNonNull(value, "the format of values says nothing about it");
    } catch (ValuesUnavailableException e) {
      throw e;
    } catch (CairnException e) {
      throw new CannotPublishException("its value cannot be written: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      throw new CannotPublishException("its value cannot be written: " + e, e);
    }
  }

  /** What a record says about its payload; the same for both modes. */
  record Attributes(
      UUID id,
      String type,
      @Nullable String revision,
      String subject,
      String time,
      @Nullable String streamVersion,
      @Nullable String position,
      @Nullable UUID correlationId,
      @Nullable UUID causationId,
      @Nullable String traceparent) {}

  private ProducerRecord<byte[], byte[]> write(
      Attributes attributes, Route.To route, EventValue payload) {
    byte[] key = route.key().getBytes(StandardCharsets.UTF_8);
    Header[] headers;
    byte[] value;
    if (mode == CloudEventMode.BINARY) {
      headers = headers(attributes, payload, route.key().equals(attributes.subject()) ? key : null);
      value = payload.bytes();
    } else {
      headers = structuredHeaders(attributes.traceparent());
      value = StructuredMode.envelope(attributes, source, payload);
    }
    requireFits(key, value, headers);
    return new ProducerRecord<>(
        route.topic(), null, null, key, value, java.util.Arrays.asList(headers));
  }

  private Header[] headers(Attributes attributes, EventValue payload, byte @Nullable [] subject) {
    Header[] headers = new Header[15];
    int n = 0;
    headers[n++] = SPECVERSION_HEADER;
    headers[n++] = header(ID, attributes.id().toString());
    headers[n++] = sourceHeader;
    headers[n++] = types.computeIfAbsent(attributes.type(), type -> header(TYPE, type));
    headers[n++] = subject == null
        ? header(SUBJECT, attributes.subject())
        : new RecordHeader(SUBJECT.header(), subject);
    headers[n++] = header(TIME, attributes.time());
    headers[n++] = payload.isJson() ? JSON_HEADER : contentType(payload.contentType());
    n = add(headers, n, DATASCHEMA, payload.dataSchema());
    n = add(headers, n, REVISION, attributes.revision());
    n = add(headers, n, STREAMVERSION, attributes.streamVersion());
    n = add(headers, n, POSITION, attributes.position());
    n = add(headers, n, CORRELATIONID, attributes.correlationId());
    n = add(headers, n, CAUSATIONID, attributes.causationId());
    n = add(headers, n, TRACEPARENT, attributes.traceparent());
    if (attributes.traceparent() != null) {
      headers[n++] = new RecordHeader(TRACEPARENT_HEADER, headers[n - 2].value());
    }
    return java.util.Arrays.copyOf(headers, n);
  }

  private Header contentType(String contentType) {
    return contentTypes.computeIfAbsent(
        contentType,
        type -> new RecordHeader(
            CloudEventAttribute.CONTENT_TYPE, type.getBytes(StandardCharsets.UTF_8)));
  }

  private static int add(
      Header[] headers, int n, CloudEventAttribute attribute, @Nullable Object value) {
    if (value == null) {
      return n;
    }
    headers[n] = header(attribute, value.toString());
    return n + 1;
  }

  private static Header[] structuredHeaders(@Nullable String traceparent) {
    return traceparent == null
        ? new Header[] {StructuredMode.CONTENT_TYPE}
        : new Header[] {
          StructuredMode.CONTENT_TYPE,
          new RecordHeader(TRACEPARENT_HEADER, traceparent.getBytes(StandardCharsets.UTF_8))
        };
  }

  private static Header header(CloudEventAttribute attribute, String value) {
    return new RecordHeader(attribute.header(), value.getBytes(StandardCharsets.UTF_8));
  }

  /** A lower bound: what passes here the client or the broker may still find too large. */
  private void requireFits(byte[] key, byte[] value, Header[] headers) {
    long bytes = (long) key.length + value.length;
    for (Header header : headers) {
      bytes += header.key().length() + header.value().length;
    }
    if (bytes > largest) {
      throw new CannotPublishException(
          "the record has " + bytes + " bytes, and max.request.size is " + largest, null);
    }
  }
}
