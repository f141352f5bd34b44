package dev.cairn.registry;

import dev.cairn.codec.contract.ProtobufContract;
import dev.cairn.outbox.ValueFormat;

/**
 * Values as Protocol Buffers: a zero byte, the id of the schema in four bytes, a zero byte that stands for
 * the first message of the file, the event. The file is the {@link ProtobufContract} of the event.
 */
public final class ProtobufValues {

  /** As CloudEvents name it, although six bytes stand before. */
  public static final String CONTENT_TYPE = "application/protobuf";

  private ProtobufValues() {}

  /** For {@code RelaySettings.withValues}. */
  public static ValueFormat of(SchemaRegistry registry, RegistryValueSettings settings) {
    return new RegistryValues(
        registry,
        settings,
        CONTENT_TYPE,
        history -> new ProtobufEncoding(history, settings.namespace()));
  }
}
