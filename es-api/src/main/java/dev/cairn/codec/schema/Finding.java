package dev.cairn.codec.schema;

/**
 * A change that breaks a reader.
 *
 * @param type the event, by its committed name
 * @param revision the committed revision with which the code was compared
 * @param reader who cannot read
 * @param path where in the event, such as {@code money.cents}, {@code lines[].price}; empty for the event
 *     as a whole
 * @param change what was and what is
 * @param consequence what happens to whom
 * @param remedy what to do
 */
public record Finding(
    String type,
    int revision,
    Reader reader,
    String path,
    String change,
    String consequence,
    String remedy) {

  /** Who cannot read what. */
  public enum Reader {
    /** Today's code, the events in the log. */
    NEWER_CODE,
    /** Code that still runs, and consumers of the topics, the events that are written from now on. */
    OLDER_CODE
  }

  /** Three sentences. */
  @Override
  public String toString() {
    return type + " revision " + revision + (path.isEmpty() ? "" : " at " + path) + ": " + change
        + ". " + consequence + ". Remedy: " + remedy + ".";
  }
}
