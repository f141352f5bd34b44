package dev.cairn.codec.schema;

import com.fasterxml.jackson.databind.util.ClassUtil;
import java.math.BigInteger;
import java.util.Map;

/** Which numbers a class holds. */
final class Numbers {

  private static final Map<Class<?>, NumberKind> WHOLE = Map.of(
      Byte.class, NumberKind.BYTE,
      Short.class, NumberKind.SHORT,
      Integer.class, NumberKind.INT,
      Long.class, NumberKind.LONG,
      BigInteger.class, NumberKind.BIG_INTEGER);

  private Numbers() {}

  /** Of one that is written without fraction; of what is not known, those of most languages. */
  static NumberKind whole(Class<?> type) {
    return WHOLE.getOrDefault(boxed(type), NumberKind.LONG);
  }

  static NumberKind fractional(Class<?> type) {
    Class<?> boxed = boxed(type);
    if (boxed == Float.class) {
      return NumberKind.FLOAT;
    }
    return boxed == Double.class
        ? NumberKind.DOUBLE
        : WHOLE.getOrDefault(boxed, NumberKind.BIG_DECIMAL);
  }

  private static Class<?> boxed(Class<?> type) {
    return type.isPrimitive() ? ClassUtil.wrapperType(type) : type;
  }
}
