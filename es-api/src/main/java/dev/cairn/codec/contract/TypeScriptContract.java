package dev.cairn.codec.contract;

import dev.cairn.codec.schema.Definition;
import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Definition.RecordOf;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.Property;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The JSON of events as types of TypeScript, in one file: a name space for each event, and {@code Events}, which
 * leads from the name of an event to its type.
 *
 * <p>All numbers are {@code number}: whole ones above 2^53 and long decimals are rounded by {@code JSON.parse}.
 */
public final class TypeScriptContract {

  private final StringBuilder text = new StringBuilder();

  private TypeScriptContract() {}

  /** The file: the same text each time. */
  public static String of(Collection<EventSchema> schemas) {
    TypeScriptContract contract = new TypeScriptContract();
    contract.text.append("// The events, as JSON that was parsed. Generated; do not edit.\n");
    Map<EventSchema, String> names = new LinkedHashMap<>();
    DistinctNames distinct = new DistinctNames();
    int number = 1;
    for (EventSchema schema : schemas) {
      number++;
      String name = distinct.take(schema.root(), number);
      names.put(schema, name);
      contract.append(schema, name);
    }
    contract.text.append("\nexport interface Events {\n");
    names.forEach((schema, name) -> contract
        .text
        .append("  ")
        .append(JsonStrings.quoted(schema.type()))
        .append(": ")
        .append(name)
        .append('.')
        .append(schema.root())
        .append(";\n"));
    contract.text.append("}\n\nexport type EventName = keyof Events;\n");
    return contract.text.toString();
  }

  private void append(EventSchema schema, String name) {
    text.append("\n/** Revision ").append(schema.revision()).append(". */\n");
    text.append("export namespace ").append(name).append(" {\n");
    schema.definitions().values().forEach(this::append);
    text.append("}\n");
  }

  private void append(Definition definition) {
    if (definition instanceof RecordOf it) {
      text.append("  export interface ").append(it.name()).append(" {\n");
      it.properties().forEach(this::append);
      text.append("  }\n");
    } else if (definition instanceof EnumOf it) {
      appendType(
          it.name(),
          it.constants().stream().map(JsonStrings::quoted).collect(Collectors.joining(" | ")));
    } else if (definition instanceof ChoiceOf it) {
      String tag = JsonStrings.quoted(it.tag());
      appendType(
          it.name(),
          it.alternatives().entrySet().stream()
              .map(alternative -> "({ " + tag + ": " + JsonStrings.quoted(alternative.getKey())
                  + " } & " + alternative.getValue() + ")")
              .collect(Collectors.joining(" | ")));
    }
  }

  private void appendType(String name, String type) {
    text.append("  export type ").append(name).append(" = ");
    text.append(type.isEmpty() ? "never" : type).append(";\n");
  }

  private void append(Property property) {
    text.append("    ").append(JsonStrings.quoted(property.name()));
    text.append(property.isAlwaysThere() ? ": " : "?: ");
    text.append(type(property.shape(), property.nullable())).append(";\n");
  }

  private static String type(Shape shape, boolean nullable) {
    return nullable ? type(shape) + " | null" : type(shape);
  }

  private static String type(Shape shape) {
    if (shape instanceof Text) {
      return "string";
    } else if (shape instanceof Numeric it) {
      return it.kind().isFloating() ? "number | \"NaN\" | \"Infinity\" | \"-Infinity\"" : "number";
    } else if (shape instanceof Bool) {
      return "boolean";
    } else if (shape instanceof ListOf it) {
      return "(" + type(it.element(), it.nullableElements()) + ")[]";
    } else if (shape instanceof MapOf it) {
      String values = type(it.value(), it.nullableValues());
      return it.key() instanceof Reference key
          ? "{ [key in " + key.definition() + "]?: " + values + " }"
          : "{ [key: string]: " + values + " }";
    } else if (shape instanceof Reference it) {
      return it.definition();
    }
    return "unknown";
  }
}
