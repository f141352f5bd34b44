package dev.cairn.codec.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.InvalidInputException;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored form of one type of events in one revision.
 *
 * @param type the name under which it is stored
 * @param revision from 1
 * @param root the definition of the event itself: a {@link RecordOf}, or a {@link ChoiceOf} of one
 *     alternative if annotations of Jackson make it write its own name
 * @param definitions all that it is made of, by name
 */
public record EventSchema(
    String type, int revision, String root, SortedMap<String, Definition> definitions) {

  public EventSchema {
    definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
    if (!definitions.containsKey(root)) {
      throw new InvalidInputException("schema of " + type, "has no definition of its root " + root);
    }
  }

  /** The definition of the event itself. */
  public Definition rootDefinition() {
    return definition(root);
  }

  /**
   * The definition of that name.
   *
   * @throws InvalidInputException if there is none
   */
  public Definition definition(String name) {
    Definition definition = definitions.get(name);
    if (definition == null) {
      throw new InvalidInputException("schema of " + type, "has no definition " + name);
    }
    return definition;
  }

  /** As JSON Schema 2020-12: the same text each time, with a newline at its end. */
  public String toJsonSchema() {
    return SchemaText.write(JsonSchemaWriting.of(this));
  }

  /** The definitions as JSON Schema, for documents that have schemas of several events in them. */
  public SortedMap<String, JsonNode> definitionsAsJsonSchema() {
    return JsonSchemaWriting.definitions(this);
  }

  /**
   * The schema that was written so.
   *
   * @throws EventSchemaException if the text is not what {@link #toJsonSchema} writes
   */
  public static EventSchema fromJsonSchema(String text) {
    try {
      return JsonSchemaReading.read(SchemaText.read(text));
    } catch (JsonProcessingException | IllegalArgumentException | InvalidInputException e) {
      throw new EventSchemaException("A schema", "is not as it was written: " + e.getMessage(), e);
    }
  }

  /** Whether both say the same of type, revision and documents; order in records and enums is nothing. */
  public boolean saysTheSameAs(EventSchema other) {
    return ordered().equals(other.ordered());
  }

  private EventSchema ordered() {
    Map<String, Definition> sorted = new TreeMap<>();
    definitions.forEach((name, definition) -> sorted.put(name, ordered(definition)));
    return new EventSchema(type, revision, root, new TreeMap<>(sorted));
  }

  private static Definition ordered(Definition definition) {
    if (definition instanceof RecordOf it) {
      return new RecordOf(
          it.name(),
          it.properties().stream().sorted(Comparator.comparing(Property::name)).toList());
    }
    if (definition instanceof EnumOf it) {
      return new EnumOf(it.name(), it.constants().stream().sorted().toList(), it.aliases());
    }
    return definition;
  }
}
