package dev.cairn.registry;

import dev.cairn.CairnException;
import java.nio.file.Path;

/** A file of certificates to trust is not there, may not be read, or has none. */
public final class UnreadableCertificatesException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final transient Path file;

  UnreadableCertificatesException(Path file, Exception cause) {
    super("The certificates in " + file + " cannot be read: " + cause, cause);
    this.file = file;
  }

  public Path file() {
    return file;
  }
}
