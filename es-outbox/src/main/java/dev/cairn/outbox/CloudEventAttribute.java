package dev.cairn.outbox;

import java.util.Locale;

/**
 * The attributes that a record carries: those of CloudEvents 1.0 first, then Cairn's extensions. In
 * binary mode each is a header, whose name begins with {@code ce_} (Kafka Protocol Binding for
 * CloudEvents 1.0.2, section 3.2.3); in structured mode each is a member of the JSON envelope.
 */
enum CloudEventAttribute {
  SPECVERSION,
  ID,
  SOURCE,
  TYPE,
  SUBJECT,
  TIME,
  /** The event's version in its stream. */
  STREAMVERSION,
  /** The event's position in the log. */
  POSITION,
  CORRELATIONID,
  CAUSATIONID,
  /** Of the CloudEvents extension "Distributed Tracing". */
  TRACEPARENT,
  /** The URI of the schema that the value was written with. */
  DATASCHEMA,
  /** The revision of the type, left out if it is the first. */
  REVISION;

  /** The media type that marks structured mode, without its parameters. */
  static final String STRUCTURED = "application/cloudevents+json";

  static final String JSON = "application/json";
  static final String CONTENT_TYPE = "content-type";
  static final String VERSION_1_0 = "1.0";

  private final String attribute = name().toLowerCase(Locale.ROOT);
  private final String header = "ce_" + attribute;

  /** Its name in the JSON envelope. */
  String attribute() {
    return attribute;
  }

  /** Its name as a header of Kafka. */
  String header() {
    return header;
  }
}
