package dev.cairn.embedded;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * A program that prepares something for a server and ends.
 *
 * @param files take what it prints, and are where it runs
 * @param failure what cannot be said of the server if it fails, such as {@code could not get its data}
 */
record Tool(ServerDirectory files, String failure) {

  private static final long MINUTES = 2;

  /**
   * Returns when it has ended well.
   *
   * @throws ServerStartException if it does not
   */
  void run(ProcessBuilder builder) throws IOException {
    long logged = files.beginLog();
    Process process = builder
        .directory(files.root().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()))
        .start();
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new ServerStartException(files.root(), failure, files.logTail(logged), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(
          files.root(), "was not started: this thread was interrupted.", "", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
