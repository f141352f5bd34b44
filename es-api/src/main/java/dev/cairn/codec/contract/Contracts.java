package dev.cairn.codec.contract;

import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.FileNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The contracts of all events of an application, as files: names, each with its text. */
public final class Contracts {

  private Contracts() {}

  /** JSON Schema 2020-12: one file for each event. */
  public static SortedMap<String, String> jsonSchema(EventSchemas events) {
    SortedMap<String, String> files = new TreeMap<>();
    events.all().forEach(it -> files.put(name(it, ".schema.json"), it.toJsonSchema()));
    return files;
  }

  /**
   * Avro: one file for each event.
   *
   * @param namespace such as {@code bank.events}
   */
  public static SortedMap<String, String> avro(EventSchemas events, String namespace) {
    SortedMap<String, String> files = new TreeMap<>();
    events
        .all()
        .forEach(
            it -> files.put(name(it, ".avsc"), AvroContract.of(it, namespace).schemaJson()));
    return files;
  }

  /**
   * Protocol Buffers: one file for each event.
   *
   * @param histories the committed forms of each type, from which numbers of fields are taken; see {@link
   *     dev.cairn.codec.schema.SchemaFiles}
   * @param packageName such as {@code bank.events}
   */
  public static SortedMap<String, String> protobuf(
      EventSchemas events, Map<String, List<EventSchema>> histories, String packageName) {
    SortedMap<String, String> files = new TreeMap<>();
    for (EventSchema schema : events.all()) {
      List<EventSchema> history = new ArrayList<>(histories.getOrDefault(schema.type(), List.of()));
      history.add(schema);
      files.put(
          name(schema, ".proto"), ProtobufContract.of(history, packageName).text());
    }
    return files;
  }

  /** TypeScript: one file. */
  public static SortedMap<String, String> typeScript(EventSchemas events) {
    return new TreeMap<>(Map.of("events.ts", TypeScriptContract.of(events.all())));
  }

  private static String name(EventSchema schema, String ending) {
    return FileNames.of(schema.type()) + ending;
  }
}
