package dev.cairn.outbox;

import static dev.cairn.outbox.CloudEventAttribute.CAUSATIONID;
import static dev.cairn.outbox.CloudEventAttribute.CONTENT_TYPE;
import static dev.cairn.outbox.CloudEventAttribute.CORRELATIONID;
import static dev.cairn.outbox.CloudEventAttribute.DATASCHEMA;
import static dev.cairn.outbox.CloudEventAttribute.ID;
import static dev.cairn.outbox.CloudEventAttribute.JSON;
import static dev.cairn.outbox.CloudEventAttribute.POSITION;
import static dev.cairn.outbox.CloudEventAttribute.REVISION;
import static dev.cairn.outbox.CloudEventAttribute.SOURCE;
import static dev.cairn.outbox.CloudEventAttribute.SPECVERSION;
import static dev.cairn.outbox.CloudEventAttribute.STREAMVERSION;
import static dev.cairn.outbox.CloudEventAttribute.STRUCTURED;
import static dev.cairn.outbox.CloudEventAttribute.SUBJECT;
import static dev.cairn.outbox.CloudEventAttribute.TIME;
import static dev.cairn.outbox.CloudEventAttribute.TRACEPARENT;
import static dev.cairn.outbox.CloudEventAttribute.TYPE;
import static dev.cairn.outbox.CloudEventAttribute.VERSION_1_0;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.event.StreamVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** One record of Kafka, read as a CloudEvent. */
final class CloudEventReading {

  private final ConsumerRecord<byte[], byte[]> record;
  private @Nullable CloudEventEnvelope envelope;

  CloudEventReading(ConsumerRecord<byte[], byte[]> record) {
    this.record = record;
  }

  PublishedEvent read() {
    byte @Nullable [] value = record.value();
    if (value == null) {
      throw unreadable("it has no value, as a tombstone", null);
    }
    @Nullable String contentType = header(CONTENT_TYPE);
    if (contentType == null || !contentType.toLowerCase(Locale.ROOT).startsWith(STRUCTURED)) {
      return event(value, contentType);
    }
    CloudEventEnvelope opened = opened(value);
    envelope = opened;
    byte @Nullable [] data = opened.data();
    if (data == null) {
      throw unreadable("its envelope has no data", null);
    }
    return event(data, opened.attribute("datacontenttype"));
  }

  private PublishedEvent event(byte[] data, @Nullable String contentType) {
    if (!required(SPECVERSION).equals(VERSION_1_0)) {
      throw unreadable("its specversion is " + required(SPECVERSION), null);
    }
    return new PublishedEvent(
        parsed(ID, required(ID), UUID::fromString),
        required(SOURCE),
        required(TYPE),
        revision(),
        attribute(SUBJECT),
        parsed(TIME, required(TIME), Instant::parse),
        optional(STREAMVERSION, text -> new StreamVersion(Long.parseLong(text))),
        optional(POSITION, text -> new Position(Long.parseLong(text))),
        optional(CORRELATIONID, UUID::fromString),
        optional(CAUSATIONID, UUID::fromString),
        attribute(TRACEPARENT),
        contentType == null ? JSON : contentType,
        attribute(DATASCHEMA),
        data);
  }

  private int revision() {
    Integer revision = optional(REVISION, Integer::valueOf);
    if (revision != null && revision < 1) {
      throw unreadable("its revision is " + revision, null);
    }
    return revision == null ? 1 : revision;
  }

  private CloudEventEnvelope opened(byte[] value) {
    try {
      return CloudEventEnvelope.read(value);
    } catch (IOException e) {
      throw unreadable("its envelope is no JSON object", e);
    }
  }

  private String required(CloudEventAttribute attribute) {
    String value = attribute(attribute);
    if (value == null) {
      throw unreadable("it has no " + attribute.attribute(), null);
    }
    return value;
  }

  private @Nullable String attribute(CloudEventAttribute attribute) {
    CloudEventEnvelope opened = envelope;
    return opened == null ? header(attribute.header()) : opened.attribute(attribute.attribute());
  }

  private <T> @Nullable T optional(CloudEventAttribute attribute, Function<String, T> parser) {
    String value = attribute(attribute);
    return value == null ? null : parsed(attribute, value, parser);
  }

  private <T> T parsed(CloudEventAttribute attribute, String value, Function<String, T> parser) {
    try {
      return parser.apply(value);
    } catch (IllegalArgumentException | DateTimeParseException | InvalidInputException e) {
      throw unreadable("its " + attribute.attribute() + " is '" + value + "'", e);
    }
  }

  private @Nullable String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private UnreadableRecordException unreadable(String problem, @Nullable Throwable cause) {
    return new UnreadableRecordException(
        new TopicPartition(record.topic(), record.partition()), record.offset(), problem, cause);
  }
}
