package dev.cairn.codec.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.codec.schema.Definition;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.NumberKind;
import dev.cairn.codec.schema.Property;
import dev.cairn.codec.schema.SchemaText;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import dev.cairn.codec.schema.TextFormats;
import java.util.HashSet;
import java.util.Set;

/**
 * An event as a schema of Avro, which loses nothing of what the JSON holds:
 *
 * <ul>
 *   <li>records are records, enums are enums, sealed types are unions of their records, and what may be
 *       null is a union with null whose default is null
 *   <li>whole numbers are {@code int} or {@code long}; those without bounds, and decimals, are strings with
 *       the digits, because no number of Avro holds them all
 *   <li>times are strings as in the JSON, because Avro's instants end in 2262 or have no nanoseconds; ids are
 *       strings with the logical type {@code uuid}; base64 is {@code bytes}
 *   <li>what can be any JSON is a string with that JSON
 * </ul>
 *
 * <p>Names are {@linkplain ContractNames#escaped escaped}; {@code x-json} has the original where it differs.
 */
public final class AvroContract {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final EventSchema schema;
  private final String namespace;
  private final Set<String> defined = new HashSet<>();
  private final JsonNode json;

  private AvroContract(EventSchema schema, String namespace) {
    this.schema = schema;
    this.namespace = ContractNames.namespace(namespace, schema.type());
    this.json = type(new Reference(schema.root()), false);
  }

  /**
   * The contract of one event.
   *
   * @param namespace of all events, such as {@code bank.events}; each has one below it
   */
  public static AvroContract of(EventSchema schema, String namespace) {
    return new AvroContract(schema, namespace);
  }

  /** The schema in the JSON of Avro: the same text each time. */
  public String schemaJson() {
    return SchemaText.write(json);
  }

  /** The full name of the record or enum that a definition of the schema has become. */
  public String fullName(String definition) {
    return namespace + "." + definition;
  }

  private JsonNode type(Shape shape, boolean nullable) {
    JsonNode type = type(shape);
    if (!nullable) {
      return type;
    }
    ArrayNode union = JSON.arrayNode().add("null");
    return type instanceof ArrayNode choices ? union.addAll(choices) : union.add(type);
  }

  private JsonNode type(Shape shape) {
    if (shape instanceof Text it) {
      return text(it.format());
    } else if (shape instanceof Numeric it) {
      return number(it.kind());
    } else if (shape instanceof Bool) {
      return JSON.textNode("boolean");
    } else if (shape instanceof ListOf it) {
      ObjectNode array = JSON.objectNode().put("type", "array");
      return array.set("items", type(it.element(), it.nullableElements()));
    } else if (shape instanceof MapOf it) {
      ObjectNode map = JSON.objectNode().put("type", "map");
      return map.set("values", type(it.value(), it.nullableValues()));
    } else if (shape instanceof Reference it) {
      return named(schema.definition(it.definition()));
    }
    return JSON.objectNode().put("type", "string").put("x-format", "json");
  }

  private static JsonNode text(String format) {
    return switch (format) {
      case TextFormats.ANY -> JSON.textNode("string");
      case TextFormats.BASE64 -> JSON.textNode("bytes");
      case TextFormats.UUID -> JSON.objectNode().put("type", "string").put("logicalType", "uuid");
      default -> JSON.objectNode().put("type", "string").put("x-format", format);
    };
  }

  private static JsonNode number(NumberKind kind) {
    return switch (kind) {
      case BYTE, SHORT -> JSON.objectNode().put("type", "int").put("x-number", kind.fileName());
      case INT -> JSON.textNode("int");
      case LONG -> JSON.textNode("long");
      case FLOAT -> JSON.textNode("float");
      case DOUBLE -> JSON.textNode("double");
      case BIG_INTEGER, BIG_DECIMAL ->
        JSON.objectNode().put("type", "string").put("x-number", kind.fileName());
    };
  }

  private JsonNode named(Definition definition) {
    if (definition instanceof ChoiceOf choice) {
      ArrayNode union = JSON.arrayNode();
      choice.alternatives().values().stream()
          .distinct()
          .forEach(it -> union.add(named(schema.definition(it))));
      return union;
    }
    if (!defined.add(definition.name())) {
      return JSON.textNode(fullName(definition.name()));
    }
    ObjectNode node = JSON.objectNode();
    if (definition instanceof RecordOf it) {
      putRecord(node, it);
    } else if (definition instanceof EnumOf it) {
      putEnum(node, it);
    }
    return node;
  }

  private ObjectNode begin(ObjectNode node, String type, String name) {
    return node.put("type", type).put("name", name).put("namespace", namespace);
  }

  private void putRecord(ObjectNode node, RecordOf record) {
    begin(node, "record", record.name());
    if (record.name().equals(schema.root())) {
      node.put("x-event-type", schema.type()).put("x-revision", schema.revision());
    }
    ArrayNode fields = node.putArray("fields");
    for (Property property : record.properties()) {
      String name = ContractNames.escaped(property.name());
      ObjectNode field = fields.addObject().put("name", name);
      if (!property.aliases().isEmpty()) {
        ArrayNode aliases = field.putArray("aliases");
        property.aliases().forEach(it -> aliases.add(ContractNames.escaped(it)));
      }
      if (!name.equals(property.name())) {
        field.put("x-json", property.name());
      }
      field.set("type", type(property.shape(), property.nullable()));
      if (property.nullable()) {
        field.putNull("default");
      }
    }
  }

  private void putEnum(ObjectNode node, EnumOf constants) {
    begin(node, "enum", constants.name());
    ArrayNode symbols = node.putArray("symbols");
    ObjectNode json = JSON.objectNode();
    for (String constant : constants.constants()) {
      String symbol = ContractNames.escaped(constant);
      symbols.add(symbol);
      if (!symbol.equals(constant)) {
        json.put(symbol, constant);
      }
    }
    if (!json.isEmpty()) {
      node.set("x-json", json);
    }
  }
}
