package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where this user's unpacked servers and the data of ephemeral servers are. */
final class CacheDirectory {

  static final String PROPERTY = "cairn.cache";

  private CacheDirectory() {}

  /**
   * A directory in the cache, made if it is not there.
   *
   * @throws ServerFileException if it cannot be made
   * @throws InvalidServerOptionException if no place is known where it could be
   */
  static Path of(String name) {
    return make(root().resolve(name));
  }

  /**
   * A directory in a cache that another user can read, for servers that root does not run as root; its
   * own home is often closed to others.
   */
  static Path forEverybody(String name) {
    String chosen = given(System.getProperty(PROPERTY));
    return make(Path.of(chosen == null ? "/var/cache/cairn" : chosen).resolve(name));
  }

  private static Path make(Path directory) {
    try {
      return Files.createDirectories(directory.toAbsolutePath());
    } catch (IOException e) {
      throw new ServerFileException(
          "make the cache directory (-D" + PROPERTY + "=DIRECTORY names another)", directory, e);
    }
  }

  private static Path root() {
    String chosen = given(System.getProperty(PROPERTY));
    if (chosen != null) {
      return Path.of(chosen);
    }
    String xdg = given(System.getenv("XDG_CACHE_HOME"));
    if (xdg != null) {
      return Path.of(xdg, "cairn");
    }
    String home = Stream.of(System.getProperty("user.home"), System.getenv("HOME"))
        .filter(place -> place != null && Files.isDirectory(Path.of(place)))
        .findFirst()
        .orElseThrow(CacheDirectory::nowhere);
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");
    return mac ? Path.of(home, "Library", "Caches", "cairn") : Path.of(home, ".cache", "cairn");
  }

  private static InvalidServerOptionException nowhere() {
    return new InvalidServerOptionException(
        PROPERTY, "is not set, and this user has no home directory for a cache either");
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isBlank() ? null : value;
  }
}
