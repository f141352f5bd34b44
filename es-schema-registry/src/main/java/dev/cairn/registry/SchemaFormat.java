package dev.cairn.registry;

/** The language that a schema is written in. */
public enum SchemaFormat {
  AVRO,
  PROTOBUF,
  JSON
}
