package dev.cairn.embedded;

import java.nio.file.Path;

/** A file or directory of a server could not be read or written. */
public final class ServerFileException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;

  ServerFileException(String action, Path file, Exception cause) {
    super("Cannot " + action + " " + file + ": " + cause, cause);
    this.file = file;
  }

  /** The file or directory. */
  public Path file() {
    return file;
  }
}
