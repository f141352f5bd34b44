package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The directory with the schemas that are committed with the code: one file for every form that an event ever
 * had, and {@code index.json} with their order.
 *
 * <p>The first form of a revision is in {@code money-deposited.1.schema.json}; others that it had later, such as
 * with one more component that may be null, in {@code money-deposited.1.2.schema.json} and so on.
 */
public final class SchemaFiles {

  static final String INDEX = "index.json";

  private static final String ENDING = ".schema.json";
  private static final int FORMAT = 1;

  private final Path directory;
  private final SortedMap<String, List<Entry>> entries = new TreeMap<>();

  /** A form of an event, and the file that holds it. */
  private record Entry(String file, EventSchema schema) {}

  private SchemaFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * The files that there are.
   *
   * @throws EventSchemaException if there is no index, or a file is missing or not as it was written
   */
  public static SchemaFiles read(Path directory) {
    if (!Files.exists(directory.resolve(INDEX))) {
      throw new EventSchemaException(
          directory.resolve(INDEX).toString(),
          "is not there; write it with 'es schema export' and commit it");
    }
    return readOrBegin(directory);
  }

  /** As {@link #read}, or of a directory in which nothing is yet. */
  static SchemaFiles readOrBegin(Path directory) {
    SchemaFiles files = new SchemaFiles(directory);
    Path index = directory.resolve(INDEX);
    if (Files.exists(index)) {
      try {
        files.readIndex(SchemaText.read(Files.readString(index)));
      } catch (IOException | IllegalArgumentException e) {
        throw new EventSchemaException(index.toString(), "cannot be read: " + e.getMessage(), e);
      }
    }
    return files;
  }

  private void readIndex(JsonNode index) {
    if (index.path("format").asInt() != FORMAT) {
      throw new IllegalArgumentException("it has another format than " + FORMAT);
    }
    index.path("events").properties().forEach(event -> {
      List<Entry> history = new ArrayList<>();
      for (JsonNode form : event.getValue().path("history")) {
        history.add(readEntry(event.getKey(), form));
      }
      if (history.isEmpty()) {
        throw new IllegalArgumentException(event.getKey() + " has no history");
      }
      entries.put(event.getKey(), history);
    });
  }

  private Entry readEntry(String type, JsonNode form) {
    String file = form.path("file").asText();
    if (!file.endsWith(ENDING) || file.contains("/") || file.contains("\\")) {
      throw new IllegalArgumentException("'" + file + "' is not the name of a file beside it");
    }
    Path path = directory.resolve(file);
    try {
      EventSchema schema = EventSchema.fromJsonSchema(Files.readString(path));
      if (!schema.type().equals(type)
          || schema.revision() != form.path("revision").asInt()) {
        throw new EventSchemaException(
            path.toString(), "is of another event than " + INDEX + " says");
      }
      return new Entry(file, schema);
    } catch (IOException e) {
      throw new EventSchemaException(path.toString(), "cannot be read: " + e.getMessage(), e);
    } catch (EventSchemaException e) {
      throw new EventSchemaException(path.toString(), "cannot be used: " + e.getMessage(), e);
    }
  }

  /** The directory. */
  public Path directory() {
    return directory;
  }

  /** Every type of events with all its forms, the first one first. */
  public SortedMap<String, List<EventSchema>> histories() {
    SortedMap<String, List<EventSchema>> histories = new TreeMap<>();
    entries.forEach((type, history) ->
        histories.put(type, history.stream().map(Entry::schema).toList()));
    return Collections.unmodifiableSortedMap(histories);
  }

  /** Whether the form is the last one of its type. */
  boolean hasAsLast(EventSchema schema) {
    List<Entry> history = entries.getOrDefault(schema.type(), List.of());
    return !history.isEmpty() && history.get(history.size() - 1).schema().saysTheSameAs(schema);
  }

  /**
   * Adds a form to the history of its type.
   *
   * @param replacing whether the last one was never used if it has the same revision, and is given up
   */
  void add(EventSchema schema, boolean replacing) {
    List<Entry> history = entries.computeIfAbsent(schema.type(), it -> new ArrayList<>());
    int last = history.size() - 1;
    if (replacing && last >= 0 && history.get(last).schema().revision() == schema.revision()) {
      history.set(last, new Entry(history.get(last).file(), schema));
      return;
    }
    long edition = 1
        + history.stream()
            .filter(it -> it.schema().revision() == schema.revision())
            .count();
    String form = "." + schema.revision() + (edition == 1 ? "" : "." + edition) + ENDING;
    history.add(new Entry(distinct(FileNames.of(schema.type()), form), schema));
  }

  /** "Opened" and "opened" are two types, and one file on some systems. */
  private String distinct(String name, String form) {
    Set<String> taken = new HashSet<>();
    entries
        .values()
        .forEach(history -> history.forEach(it -> taken.add(it.file().toLowerCase(Locale.ROOT))));
    String distinct = name;
    for (int i = 2; taken.contains((distinct + form).toLowerCase(Locale.ROOT)); i++) {
      distinct = name + "~" + i;
    }
    return distinct + form;
  }

  /** Writes what is new; the index last. */
  void write() {
    ObjectNode index = JsonNodeFactory.instance.objectNode().put("format", FORMAT);
    ObjectNode events = index.putObject("events");
    try {
      Files.createDirectories(directory);
      for (List<Entry> history : entries.values()) {
        Entry last = history.get(history.size() - 1);
        Files.writeString(directory.resolve(last.file()), last.schema().toJsonSchema());
        ObjectNode event = events.putObject(last.schema().type());
        event.put("revision", last.schema().revision());
        ArrayNode forms = event.putArray("history");
        history.forEach(
            it -> forms.addObject().put("revision", it.schema().revision()).put("file", it.file()));
      }
      Files.writeString(directory.resolve(INDEX), SchemaText.write(index));
    } catch (IOException e) {
      throw new EventSchemaException(
          directory.toString(), "cannot be written: " + e.getMessage(), e);
    }
  }
}
