package dev.cairn.embedded;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The server did not start, or it ended, or it did not become ready in time; it does not run now. */
public final class ServerStartException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final transient Path directory;
  private final String logTail;

  ServerStartException(Path directory, String problem, String logTail, @Nullable Throwable cause) {
    super(
        "The server in "
            + directory
            + " "
            + problem
            + (logTail.isBlank() ? "" : "\nIts log ends with:\n" + logTail),
        cause);
    this.directory = directory;
    this.logTail = logTail;
  }

  /** The directory of the server. */
  public Path directory() {
    return directory;
  }

  /** The last lines that the server, or the program that prepares its data, wrote. */
  public String logTail() {
    return logTail;
  }
}
