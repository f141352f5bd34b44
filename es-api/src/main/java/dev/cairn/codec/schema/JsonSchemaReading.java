package dev.cairn.codec.schema;

import static dev.cairn.codec.schema.JsonSchemaWriting.DEFINITIONS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.Shape.Anything;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what {@link JsonSchemaWriting} has written. Throws IllegalArgumentException for all else. */
final class JsonSchemaReading {

  private JsonSchemaReading() {}

  static EventSchema read(JsonNode node) {
    SortedMap<String, Definition> definitions = new TreeMap<>();
    required(node, "$defs")
        .properties()
        .forEach(it -> definitions.put(it.getKey(), definition(it.getKey(), it.getValue())));
    return new EventSchema(
        required(node, "x-event-type").asText(),
        required(node, "x-revision").asInt(),
        target(node),
        definitions);
  }

  private static Definition definition(String name, JsonNode node) {
    if (node.has("enum")) {
      return new EnumOf(name, texts(node.path("enum")), texts(node.path("x-aliases")));
    }
    if (node.has("x-tag")) {
      return choice(name, node);
    }
    List<Property> properties = new ArrayList<>();
    required(node, "properties")
        .properties()
        .forEach(it -> properties.add(property(it.getKey(), it.getValue())));
    return new RecordOf(name, properties);
  }

  private static ChoiceOf choice(String name, JsonNode node) {
    String tag = node.get("x-tag").asText();
    SortedMap<String, String> alternatives = new TreeMap<>();
    for (JsonNode alternative : required(node, "oneOf")) {
      JsonNode tagged = required(required(alternative, "properties"), tag);
      alternatives.put(
          required(tagged, "const").asText(), target(alternative.path("allOf").path(0)));
    }
    return new ChoiceOf(name, tag, alternatives);
  }

  private static Property property(String name, JsonNode node) {
    boolean nullable = isNullable(node);
    Shape shape = shape(node);
    boolean required =
        node.path("x-required").asBoolean(Presence.isUsuallyRequired(shape, nullable));
    return new Property(name, texts(node.path("x-aliases")), shape, nullable, required);
  }

  private static boolean isNullable(JsonNode node) {
    return node.path("type").isArray() || isEither(node);
  }

  /** Whether it is one of those that have null as the other of two choices. */
  private static boolean isEither(JsonNode node) {
    return node.path("anyOf").path(1).path("type").asText().equals("null");
  }

  private static Shape shape(JsonNode nullable) {
    JsonNode node = isEither(nullable) ? nullable.path("anyOf").path(0) : nullable;
    if (node.has("$ref")) {
      return new Reference(target(node));
    }
    if (node.has("x-number")) {
      return new Numeric(NumberKind.fromFile(node.get("x-number").asText()));
    }
    JsonNode type = node.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "string" -> new Text(node.path("x-format").asText());
      case "boolean" -> new Bool();
      case "array" -> list(node);
      case "object" -> map(node);
      case "" -> new Anything();
      default -> throw new IllegalArgumentException("type " + type + " is unknown");
    };
  }

  private static ListOf list(JsonNode node) {
    JsonNode items = required(node, "items");
    return new ListOf(shape(items), isNullable(items), node.path("uniqueItems").asBoolean());
  }

  private static MapOf map(JsonNode node) {
    JsonNode values = required(node, "additionalProperties");
    return new MapOf(shape(required(node, "propertyNames")), shape(values), isNullable(values));
  }

  private static String target(JsonNode node) {
    String reference = required(node, "$ref").asText();
    if (!reference.startsWith(DEFINITIONS)) {
      throw new IllegalArgumentException("$ref " + reference + " leads elsewhere");
    }
    return reference.substring(DEFINITIONS.length());
  }

  private static JsonNode required(JsonNode node, String field) {
    if (!(node instanceof ObjectNode) || !node.has(field)) {
      throw new IllegalArgumentException(field + " is missing");
    }
    return node.get(field);
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(it -> texts.add(it.asText()));
    return texts;
  }
}
