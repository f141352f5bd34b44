package dev.cairn.embedded;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This module cannot run the server on this machine, or its binaries are not on the class path. */
public final class UnsupportedPlatformException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final String platform;
  private final @Nullable String artifact;

  private UnsupportedPlatformException(
      String server, String platform, @Nullable String artifact, String alternative) {
    super("There is no embedded "
        + server
        + " for "
        + platform
        + ". "
        + (artifact == null
            ? "Use a server of your own: "
            : "Add " + artifact + " to the class path, or use a server of your own: ")
        + alternative);
    this.platform = platform;
    this.artifact = artifact;
  }

  static UnsupportedPlatformException ofPostgres(String platform, @Nullable String artifact) {
    return new UnsupportedPlatformException(
        "PostgreSQL", platform, artifact, "-Dcairn.postgres.url=jdbc:postgresql://...");
  }

  static UnsupportedPlatformException ofKafka(String platform) {
    return new UnsupportedPlatformException(
        "Kafka", platform, null, "-Dcairn.kafka.bootstrap=host:port");
  }

  static UnsupportedPlatformException ofSchemaRegistry(String platform) {
    return new UnsupportedPlatformException(
        "schema registry", platform, null, "any that is reached over HTTP will do");
  }

  /** The operating system and the processor. */
  public String platform() {
    return platform;
  }

  /** The Maven artifact that holds the binaries; empty if this module cannot run the server there. */
  public Optional<String> artifact() {
    return Optional.ofNullable(artifact);
  }
}
