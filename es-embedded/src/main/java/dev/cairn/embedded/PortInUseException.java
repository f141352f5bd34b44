package dev.cairn.embedded;

/** Something else listens on the port that the server has to listen on. */
public final class PortInUseException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final int port;

  PortInUseException(int port) {
    super(
        "Port "
            + port
            + " of 127.0.0.1 is in use by something else. Stop that, or choose another port (0 for any that is free).");
    this.port = port;
  }

  /** The port that is taken. */
  public int port() {
    return port;
  }
}
