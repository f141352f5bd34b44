package dev.cairn.codec.schema;

import dev.cairn.codec.schema.Definition.ChoiceOf;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.ListOf;
import dev.cairn.codec.schema.Shape.MapOf;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;

/** Shapes, as people say them. */
final class Words {

  private Words() {}

  static String of(Shape shape, EventSchema schema) {
    if (shape instanceof Text it) {
      return it.format().isEmpty() ? "text" : "text with a " + it.format();
    } else if (shape instanceof Numeric it) {
      return "a number (" + it.kind().fileName() + ")";
    } else if (shape instanceof Bool) {
      return "true or false";
    } else if (shape instanceof ListOf it) {
      return (it.unique() ? "a set of " : "a list of ") + of(it.element(), schema);
    } else if (shape instanceof MapOf it) {
      return "a map of " + of(it.value(), schema);
    } else if (shape instanceof Reference it) {
      return of(schema.definition(it.definition()));
    }
    return "anything";
  }

  static String of(Definition definition) {
    if (definition instanceof EnumOf) {
      return "one of the constants of " + definition.name();
    }
    return definition instanceof ChoiceOf
        ? "one of the alternatives of " + definition.name()
        : "an object, " + definition.name();
  }
}
