package dev.cairn.event;

import dev.cairn.InvalidInputException;

/**
 * The name of one stream: a category, such as {@code account}, and a key within it.
 *
 * <p>Its text form is {@code category:key}, in the log and in messages.
 *
 * @param category 1 to 64 characters without a colon
 * @param key 1 to 255 characters; neither part holds control characters
 */
public record StreamId(String category, String key) implements Comparable<StreamId> {

  private static final int MAX_CATEGORY = 64;
  private static final int MAX_KEY = 255;

  /**
   * @throws InvalidInputException if a part is empty, too long, holds control characters or half a
   *     surrogate pair, or if the category holds a colon
   */
  public StreamId {
    Text.checked("stream category", category, MAX_CATEGORY);
    Text.checked("stream key", key, MAX_KEY);
    if (category.indexOf(':') >= 0) {
      throw new InvalidInputException(
          "stream category", "'" + category + "' has a colon, which separates category and key");
    }
  }

  /** The stream with the given category and key. */
  public static StreamId of(String category, String key) {
    return new StreamId(category, key);
  }

  /**
   * Reads the text form, {@code category:key}.
   *
   * @throws InvalidInputException if it has no colon or a part is not valid
   */
  public static StreamId parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 0) {
      throw new InvalidInputException(
          "stream id", "'" + text + "' has no colon; it reads category:key");
    }
    return new StreamId(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public int compareTo(StreamId other) {
    return toString().compareTo(other.toString());
  }

  /** The text form, {@code category:key}. */
  @Override
  public String toString() {
    return category + ":" + key;
  }
}
