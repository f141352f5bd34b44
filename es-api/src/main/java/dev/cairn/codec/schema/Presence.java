package dev.cairn.codec.schema;

import dev.cairn.codec.schema.Shape.Bool;
import dev.cairn.codec.schema.Shape.Numeric;
import dev.cairn.codec.schema.Shape.Text;

/** Which properties have to be there to be read. */
final class Presence {

  private Presence() {}

  /** Whether this is so without annotations and with Cairn's mapper: of primitives it is. */
  static boolean isUsuallyRequired(Property property) {
    return isUsuallyRequired(property.shape(), property.nullable());
  }

  static boolean isUsuallyRequired(Shape shape, boolean nullable) {
    return !nullable && isPrimitive(shape);
  }

  private static boolean isPrimitive(Shape shape) {
    if (shape instanceof Numeric it) {
      return it.kind() != NumberKind.BIG_INTEGER && it.kind() != NumberKind.BIG_DECIMAL;
    }
    return shape instanceof Bool
        || (shape instanceof Text it && it.format().equals(TextFormats.CHARACTER));
  }
}
