package dev.cairn.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** One form of an event in another format than JSON. Thread-safe. */
interface EventEncoding {

  /** What a registry keeps. */
  RegistrySchema schema();

  /** The full name of the record or message that the event is. */
  String name();

  /**
   * Writes what follows the id of the schema in the value of a record.
   *
   * @throws MisfitException if the event is not what the schema says
   */
  void write(JsonNode event, ByteArrayOutputStream out) throws IOException;
}
