package dev.cairn.outbox;

import dev.cairn.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The value of a record, and what a consumer has to know to read it.
 *
 * @param bytes not copied: whoever made it lets go of it
 * @param contentType its media type, such as {@code application/avro}
 * @param dataSchema the URI of the schema that it was written with, as CloudEvents name it; null if there
 *     is none
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
public record EventValue(
    byte[] bytes, String contentType, @Nullable String dataSchema) {

  public EventValue {
    if (contentType.isBlank()) {
      throw new InvalidInputException(
          "content type", "is empty; a consumer could not read the value");
    }
  }

  static EventValue json(byte[] text) {
    return new EventValue(text, CloudEventAttribute.JSON, null);
  }

  /** Whether it is text that can stand inside an envelope of JSON as it is. */
  boolean isJson() {
    return contentType.equals(CloudEventAttribute.JSON);
  }

  /** Names what it is without the bytes, which may be secret. */
  @Override
  public String toString() {
    return contentType + " (" + bytes.length + " bytes, schema " + dataSchema + ")";
  }
}
