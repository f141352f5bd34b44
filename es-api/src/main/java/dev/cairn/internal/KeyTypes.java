package dev.cairn.internal;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Collection;

/** Whether what is said to be the key of an event can be one. */
final class KeyTypes {

  private KeyTypes() {}

  /**
   * False if no value of that type is a key, nor a collection of keys. Where the type does not tell, the
   * events will.
   */
  static boolean fits(Type said, Class<?> key) {
    if (said instanceof Class<?> type) {
      return Collection.class.isAssignableFrom(type)
          || boxed(type) == boxed(key)
          || type.isAssignableFrom(key);
    }
    Type element = element(said);
    return !(element instanceof Class<?> type) || type.isAssignableFrom(boxed(key));
  }

  /** Of a collection, what it holds. */
  private static Type element(Type said) {
    return said instanceof ParameterizedType type
            && type.getRawType() instanceof Class<?> raw
            && Collection.class.isAssignableFrom(raw)
            && type.getActualTypeArguments().length == 1
        ? type.getActualTypeArguments()[0]
        : said;
  }

  private static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  /** As people write it. */
  static String name(Type said) {
    if (said instanceof Class<?> type) {
      return Names.of(type);
    }
    Type element = element(said);
    return element == said ? said.getTypeName() : "a collection of " + name(element);
  }
}
