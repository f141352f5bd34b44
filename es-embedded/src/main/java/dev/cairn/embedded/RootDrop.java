package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How a server is run by root, since PostgreSQL refuses to run as root. Data that was made one way
 * belongs to another user in the eyes of the other ways, so the way is remembered with the data.
 */
enum RootDrop {

  /** This process is not root; nothing to do. */
  NONE(""),

  /**
   * A user namespace without a mapping: the server sees itself, and all files of root, as those of
   * nobody. Ownership stays as it is. Containers often forbid it.
   */
  NAMESPACE("unshare -U"),

  /**
   * Another user, who owns the data but may pass through directories that only root may enter, such as
   * root's home. The programs have to be where that user can enter: they look for themselves by
   * {@code access(2)}, which the capability does not reach.
   */
  NOBODY("setpriv --reuid=65534 --regid=65534 --clear-groups"
      + " --inh-caps=+dac_override --ambient-caps=+dac_override");

  private final String prefix;

  RootDrop(String prefix) {
    this.prefix = prefix;
  }

  /**
   * The way to use for new data.
   *
   * @throws RootUserException if this process is root and no way works
   */
  static RootDrop choose() {
    if (!isRoot()) {
      return NONE;
    }
    for (RootDrop way : List.of(NAMESPACE, NOBODY)) {
      if (way.works()) {
        return way;
      }
    }
    throw new RootUserException("This process runs as root, which PostgreSQL refuses, and neither '"
        + NAMESPACE.prefix
        + "' nor '"
        + NOBODY.prefix
        + "' works here. Run as an ordinary user, or allow one of the two (both come with"
        + " util-linux; containers need CAP_SYS_ADMIN for the first, CAP_SETUID, CAP_SETGID,"
        + " CAP_CHOWN and CAP_DAC_OVERRIDE for the second).");
  }

  /**
   * Checks that data made this way can be opened by this process.
   *
   * @throws RootUserException if not
   */
  void requireFor(Path data) {
    boolean root = isRoot();
    if (root != (this != NONE)) {
      throw new RootUserException("The data in "
          + data
          + " were made by "
          + (root
              ? "an ordinary user, and this process runs as root"
              : "root, and this process does not run as root")
          + ". Open them as the user who made them.");
    }
    if (root && !works()) {
      throw new RootUserException("The data in "
          + data
          + " were made by root with '"
          + prefix
          + "', and that does not work here and now. Open them where it does.");
    }
  }

  /** The command, run this way. */
  List<String> command(List<String> command) {
    List<String> all = new ArrayList<>(prefix.isEmpty() ? List.of() : List.of(prefix.split(" ")));
    all.addAll(command);
    return all;
  }

  /** Hands a directory, made by root, to the user that the server runs as. */
  void own(Path directory) {
    if (this == NOBODY) {
      if (!succeeds(List.of("chown", "-R", "65534:65534", directory.toString()))) {
        throw new RootUserException(
            "This process runs as root and cannot give " + directory + " to user 65534.");
      }
    }
  }

  boolean works() {
    // Tries all of it: some machines let the namespace be made and then fail to run anything in it.
    return succeeds(command(List.of("sh", "-c", "test \"$(id -u)\" != 0")));
  }

  private static boolean isRoot() {
    return succeeds(List.of("sh", "-c", "test \"$(id -u)\" = 0"));
  }

  private static boolean succeeds(List<String> command) {
    try {
      Process process = new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
      process.getOutputStream().close();
      return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // no such program
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
