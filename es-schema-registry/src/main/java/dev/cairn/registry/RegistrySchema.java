package dev.cairn.registry;

/**
 * A schema as registries keep it.
 *
 * @param text such as the JSON of an Avro schema, or a {@code .proto} file
 */
public record RegistrySchema(SchemaFormat format, String text) {

  public static RegistrySchema avro(String text) {
    return new RegistrySchema(SchemaFormat.AVRO, text);
  }

  public static RegistrySchema protobuf(String text) {
    return new RegistrySchema(SchemaFormat.PROTOBUF, text);
  }
}
