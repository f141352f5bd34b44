package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A schema as JSON Schema 2020-12. What that language has no word for is in keywords that begin with
 * {@code x-}, which validators pass over.
 */
final class JsonSchemaWriting {

  static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
  static final String DEFINITIONS = "#/$defs/";

  /** The formats that the vocabulary of JSON Schema has too. */
  private static final Map<String, String> KNOWN = Map.of(
      TextFormats.INSTANT, "date-time",
      TextFormats.OFFSET_DATE_TIME, "date-time",
      TextFormats.LOCAL_DATE, "date",
      TextFormats.UUID, "uuid");

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private JsonSchemaWriting() {}

  static ObjectNode of(EventSchema schema) {
    ObjectNode node = JSON.objectNode();
    node.put("$schema", DIALECT);
    node.put("title", schema.type());
    node.put("x-event-type", schema.type());
    node.put("x-revision", schema.revision());
    node.put("$ref", DEFINITIONS + schema.root());
    ObjectNode definitions = node.putObject("$defs");
    definitions(schema).forEach(definitions::set);
    return node;
  }

  static SortedMap<String, JsonNode> definitions(EventSchema schema) {
    SortedMap<String, JsonNode> definitions = new TreeMap<>();
    schema.definitions().forEach((name, definition) -> definitions.put(name, node(definition)));
    return definitions;
  }

  private static ObjectNode node(Definition definition) {
    ObjectNode node = JSON.objectNode();
    if (definition instanceof RecordOf it) {
      putRecord(node, it);
    } else if (definition instanceof EnumOf it) {
      node.put("type", "string");
      putAll(node.putArray("enum"), it.constants());
      putAliases(node, it.aliases());
    } else if (definition instanceof ChoiceOf it) {
      putChoice(node, it);
    }
    return node;
  }

  private static void putRecord(ObjectNode node, RecordOf record) {
    node.put("type", "object");
    ObjectNode properties = node.putObject("properties");
    ArrayNode required = JSON.arrayNode();
    for (Property property : record.properties()) {
      ObjectNode value = nullable(node(property.shape()), property.nullable());
      putAliases(value, property.aliases());
      if (property.required() != Presence.isUsuallyRequired(property)) {
        value.put("x-required", property.required());
      }
      properties.set(property.name(), value);
      if (property.isAlwaysThere()) {
        required.add(property.name());
      }
    }
    if (!required.isEmpty()) {
      node.set("required", required);
    }
  }

  private static void putChoice(ObjectNode node, ChoiceOf choice) {
    node.put("x-tag", choice.tag());
    ArrayNode alternatives = node.putArray("oneOf");
    choice.alternatives().forEach((name, record) -> {
      ObjectNode alternative = alternatives.addObject().put("type", "object");
      alternative.putObject("properties").putObject(choice.tag()).put("const", name);
      alternative.putArray("required").add(choice.tag());
      // Beside "$ref" itself, earlier drafts of the language would not see the rest.
      alternative.putArray("allOf").addObject().put("$ref", DEFINITIONS + record);
    });
  }

  private static ObjectNode node(Shape shape) {
    ObjectNode node = JSON.objectNode();
    if (shape instanceof Text it) {
      putText(node, it.format());
    } else if (shape instanceof Numeric it) {
      putNumber(node, it.kind());
    } else if (shape instanceof Bool) {
      node.put("type", "boolean");
    } else if (shape instanceof ListOf it) {
      node.put("type", "array");
      node.set("items", nullable(node(it.element()), it.nullableElements()));
      if (it.unique()) {
        node.put("uniqueItems", true);
      }
    } else if (shape instanceof MapOf it) {
      node.put("type", "object");
      node.set("propertyNames", node(it.key()));
      node.set("additionalProperties", nullable(node(it.value()), it.nullableValues()));
    } else if (shape instanceof Reference it) {
      node.put("$ref", DEFINITIONS + it.definition());
    } else if (!(shape instanceof Anything)) {
      throw new AssertionError(shape);
    }
    return node;
  }

  private static void putText(ObjectNode node, String format) {
    node.put("type", "string");
    if (format.equals(TextFormats.BASE64)) {
      node.put("contentEncoding", "base64");
    } else if (format.equals(TextFormats.CHARACTER)) {
      node.put("minLength", 1).put("maxLength", 1);
    } else if (KNOWN.containsKey(format)) {
      node.put("format", KNOWN.get(format));
    }
    if (!format.isEmpty()) {
      node.put("x-format", format);
    }
  }

  private static void putNumber(ObjectNode node, NumberKind kind) {
    if (kind.isFloating()) {
      ArrayNode choices = node.putArray("anyOf");
      choices.addObject().put("type", "number");
      putAll(choices.addObject().putArray("enum"), NumberKind.NOT_FINITE);
    } else {
      node.put("type", kind.isWhole() ? "integer" : "number");
    }
    switch (kind) {
      case BYTE -> node.put("minimum", Byte.MIN_VALUE).put("maximum", Byte.MAX_VALUE);
      case SHORT -> node.put("minimum", Short.MIN_VALUE).put("maximum", Short.MAX_VALUE);
      case INT -> node.put("minimum", Integer.MIN_VALUE).put("maximum", Integer.MAX_VALUE);
      case LONG -> node.put("minimum", Long.MIN_VALUE).put("maximum", Long.MAX_VALUE);
      default -> {}
    }
    node.put("x-number", kind.fileName());
  }

  /** Either what the node says, or null. */
  private static ObjectNode nullable(ObjectNode node, boolean nullable) {
    if (!nullable) {
      return node;
    }
    if (node.path("type").isTextual()) {
      String type = node.get("type").asText();
      node.putArray("type").add(type).add("null");
      return node;
    }
    ObjectNode either = JSON.objectNode();
    either.putArray("anyOf").add(node).addObject().put("type", "null");
    return either;
  }

  private static void putAliases(ObjectNode node, Collection<String> aliases) {
    if (!aliases.isEmpty()) {
      putAll(node.putArray("x-aliases"), aliases);
    }
  }

  private static void putAll(ArrayNode array, Collection<String> texts) {
    texts.forEach(array::add);
  }
}
