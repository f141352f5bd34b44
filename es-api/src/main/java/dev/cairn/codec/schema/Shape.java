package dev.cairn.codec.schema;

/** What a value is in the stored JSON. Whether it may be null is said where it is used. */
public sealed interface Shape {

  /**
   * A string.
   *
   * @param format what it has to look like, such as {@code instant}, {@code uuid} or {@code base64};
   *     empty if it may be any text: see {@link TextFormats}
   */
  record Text(String format) implements Shape {}

  /** A number; of the floating kinds also the strings NaN, Infinity and -Infinity. */
  record Numeric(NumberKind kind) implements Shape {}

  /** True or false. */
  record Bool() implements Shape {}

  /**
   * An array.
   *
   * @param nullableElements whether elements may be null
   * @param unique whether it is a set, whose elements are all different
   */
  record ListOf(Shape element, boolean nullableElements, boolean unique) implements Shape {}

  /**
   * An object whose keys are data.
   *
   * @param key a {@link Text}, or a {@link Reference} to an enum
   */
  record MapOf(Shape key, Shape value, boolean nullableValues) implements Shape {}

  /** What the definition of that name says. */
  record Reference(String definition) implements Shape {}

  /** Any JSON, null included: nothing is known of it. */
  record Anything() implements Shape {}
}
