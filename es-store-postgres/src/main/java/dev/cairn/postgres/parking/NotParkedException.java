package dev.cairn.postgres.parking;

import dev.cairn.CairnException;

/** Nothing waits, or is free to be decided upon, under this key. */
public final class NotParkedException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final String reader;
  private final String key;

  NotParkedException(String reader, String key, String problem) {
    super("Of '" + key + "', parked by " + reader + ", " + problem);
    this.reader = reader;
    this.key = key;
  }

  public String reader() {
    return reader;
  }

  public String key() {
    return key;
  }
}
