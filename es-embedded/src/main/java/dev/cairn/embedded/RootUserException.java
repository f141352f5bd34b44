package dev.cairn.embedded;

/** This process runs as root, PostgreSQL refuses that, and no way to give up root works here. */
public final class RootUserException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  RootUserException(String problem) {
    super(problem);
  }
}
