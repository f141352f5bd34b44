package dev.cairn.registry;

import dev.cairn.codec.contract.AvroContract;
import dev.cairn.outbox.ValueFormat;

/**
 * Values as Avro: a zero byte, the id of the schema in four bytes, the event in Avro's binary encoding. The
 * schema is the {@link AvroContract} of the event.
 */
public final class AvroValues {

  /** Of the records: Avro's own type, although five bytes stand before. */
  public static final String CONTENT_TYPE = "application/avro";

  private AvroValues() {}

  /** For {@code RelaySettings.withValues}. */
  public static ValueFormat of(SchemaRegistry registry, RegistryValueSettings settings) {
    return new RegistryValues(
        registry,
        settings,
        CONTENT_TYPE,
        history -> new AvroEncoding(history.get(history.size() - 1), settings.namespace()));
  }
}
