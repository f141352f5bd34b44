package dev.cairn.codec.contract;

import dev.cairn.InvalidInputException;
import dev.cairn.codec.schema.EventSchema;
import java.util.List;

/**
 * An event as a file of Protocol Buffers (proto3), which loses nothing of what the JSON holds:
 *
 * <ul>
 *   <li>records are messages, enums are enums whose zero means that nothing was written, sealed types are
 *       messages with one {@code oneof}
 *   <li>what may be null is {@code optional}; so are lists and maps in messages of their own then, and where
 *       they stand within each other: {@link Message#wraps} says so
 *   <li>whole numbers are {@code int32} or {@code int64}; those without bounds, decimals and times are strings
 *       with what the JSON says; base64 is {@code bytes}
 *   <li>what can be any JSON is a string with that JSON
 * </ul>
 *
 * <p>Numbers of fields are given in the order in which the history of the event first had them. One that is
 * gone is reserved, and a property whose type changes gets another number: so every consumer that knows a
 * number of old finds there what it expects, or nothing.
 *
 * @param packageName of all that is in the file
 * @param messages that of the event itself first, the others by name
 * @param enums by name
 */
public record ProtobufContract(String packageName, List<Message> messages, List<EnumType> enums) {

  /**
   * A message.
   *
   * @param name that of the definition in the schema, unless it wraps something
   * @param wraps whether it is there only because Protocol Buffers have no lists of lists and no lists that
   *     may be null; it has one field then
   * @param fields by number
   * @param reserved numbers that earlier revisions had
   */
  public record Message(String name, boolean wraps, List<Field> fields, List<Integer> reserved) {}

  /** How often a field is there. */
  public enum Label {
    /** Always; of a scalar, its zero is not written. */
    ALWAYS,
    OPTIONAL,
    REPEATED,
    /** A map from strings. */
    MAP,
    /** At most one of all of the message with this label. */
    ONE_OF
  }

  /** What a field holds. */
  public enum FieldType {
    STRING,
    BYTES,
    INT32,
    INT64,
    FLOAT,
    DOUBLE,
    BOOL,
    ENUM,
    MESSAGE
  }

  /**
   * A field.
   *
   * @param json the property in the JSON, or the name of the alternative
   * @param typeName of the message or enum; else the type itself
   */
  public record Field(
      String json, String name, int number, Label label, FieldType type, String typeName) {

    Field withName(String other) {
      return new Field(json, other, number, label, type, typeName);
    }
  }

  /** An enum; its values by number, that of zero first, which stands for no constant. */
  public record EnumType(String name, List<Constant> values, List<Integer> reserved) {}

  /**
   * A value of an enum.
   *
   * @param json the constant in the JSON; empty for zero
   */
  public record Constant(String json, String name, int number) {}

  public ProtobufContract {
    messages = List.copyOf(messages);
    enums = List.copyOf(enums);
  }

  /**
   * The contract of one event.
   *
   * @param history its schemas from the first to the one in question, so that numbers stay what they were;
   *     at least one
   * @param packageName of all events, such as {@code bank.events}; each has one below it
   */
  public static ProtobufContract of(List<EventSchema> history, String packageName) {
    if (history.isEmpty()) {
      throw new InvalidInputException(
          "history of an event", "is empty; it has at least one schema");
    }
    return ProtobufDerivation.of(history, packageName);
  }

  /** As {@link #of(List, String)}, of an event that has never changed. */
  public static ProtobufContract of(EventSchema schema, String packageName) {
    return of(List.of(schema), packageName);
  }

  /** The file: the same text each time. */
  public String text() {
    return ProtobufText.of(this);
  }
}
