package dev.cairn.postgres;

import dev.cairn.CairnException;
import java.time.Duration;

/**
 * The database could not be reached for the recovery time, or the thread was interrupted while it was
 * away. An append that ends this way may or
 * may not be in the log: repeat it with the same event ids, and it is there once.
 */
public final class LogUnavailableException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Duration tried;

  LogUnavailableException(Duration tried, Exception cause) {
    super(
        "The database of the log has not answered for " + tried.toMillis() + " ms ("
            + cause.getMessage()
            + "). Look at the server and the network; an append can be repeated with the same event ids.",
        cause);
    this.tried = tried;
  }

  /** How long was tried. */
  public Duration tried() {
    return tried;
  }
}
