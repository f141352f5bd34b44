package dev.cairn.codec.contract;

import dev.cairn.codec.contract.ProtobufContract.FieldType;
import dev.cairn.codec.schema.Definition.EnumOf;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.NumberKind;
import dev.cairn.codec.schema.Shape;
import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Reference;
import dev.cairn.codec.schema.Shape.Text;
import dev.cairn.codec.schema.TextFormats;
import java.util.Locale;

/** The type of a field, with its name in the file. */
record ProtobufType(FieldType type, String name) {

  private static ProtobufType scalar(FieldType type) {
    return new ProtobufType(type, type.name().toLowerCase(Locale.ROOT));
  }

  /** That of what is neither a list nor a map. */
  static ProtobufType of(Shape shape, EventSchema schema) {
    if (shape instanceof Reference it) {
      boolean isEnum = schema.definition(it.definition()) instanceof EnumOf;
      return new ProtobufType(isEnum ? FieldType.ENUM : FieldType.MESSAGE, it.definition());
    }
    if (shape instanceof Numeric it) {
      return scalar(number(it.kind()));
    }
    if (shape instanceof Text it && it.format().equals(TextFormats.BASE64)) {
      return scalar(FieldType.BYTES);
    }
    return scalar(shape instanceof Bool ? FieldType.BOOL : FieldType.STRING);
  }

  private static FieldType number(NumberKind kind) {
    return switch (kind) {
      case BYTE, SHORT, INT -> FieldType.INT32;
      case LONG -> FieldType.INT64;
      case FLOAT -> FieldType.FLOAT;
      case DOUBLE -> FieldType.DOUBLE;
      case BIG_INTEGER, BIG_DECIMAL -> FieldType.STRING;
    };
  }
}
