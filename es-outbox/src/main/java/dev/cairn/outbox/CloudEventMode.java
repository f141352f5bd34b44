package dev.cairn.outbox;

/** How a record of Kafka holds an event; both are forms of CloudEvents 1.0. */
public enum CloudEventMode {
  /** The value is the payload as it is stored, and the rest is in headers. */
  BINARY,
  /** The value is one JSON object with payload and attributes. */
  STRUCTURED
}
