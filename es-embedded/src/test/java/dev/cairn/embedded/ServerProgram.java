package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A program of its own that runs a server until it is killed or its standard input ends.
 *
 * <p>Arguments: a directory, or {@code ephemeral}. Prints one line: {@code started}, the id of the
 * server process, its directory and its URL; or {@code refused} and the name of the exception.
 */
final class ServerProgram {

  private ServerProgram() {}

  public static void main(String[] args) throws IOException {
    try {
      EmbeddedPostgres server = args[0].equals("ephemeral")
          ? EmbeddedPostgres.ephemeral()
          : EmbeddedPostgres.at(Path.of(args[0]));
      System.out.println("started " + server.pid() + " " + server.directory());
    } catch (EmbeddedServerException e) {
      System.out.println("refused " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
    while (System.in.read() >= 0) {
      // nothing is ever said; the end is what matters
    }
  }
}
