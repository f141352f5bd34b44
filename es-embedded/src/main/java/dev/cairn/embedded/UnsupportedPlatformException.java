package dev.cairn.embedded;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** There are no server binaries for this machine on the class path. */
public final class UnsupportedPlatformException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final @Nullable String artifact;

  UnsupportedPlatformException(String platform, @Nullable String artifact) {
    super("There is no embedded PostgreSQL for "
        + platform
        + ". "
        + (artifact == null
            ? "Use a server of your own: "
            : "Add " + artifact + " to the class path, or use a server of your own: ")
        + "-Dcairn.postgres.url=jdbc:postgresql://...");
    this.platform = platform;
    this.artifact = artifact;
  }

  /** The operating system and the processor. */
  public String platform() {
    return platform;
  }

  /** The Maven artifact that holds the binaries; empty if this module cannot start a server there. */
  public Optional<String> artifact() {
    return Optional.ofNullable(artifact);
  }
}
