package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A program of its own that runs a server until it is killed or its standard input ends.
 *
 * <p>Arguments: a directory, or {@code ephemeral}; and {@code kafka} for that instead of PostgreSQL.
 * Prints one line: {@code started}, the id of the server process and its directory; or {@code refused}
 * and the name of the exception.
 */
final class ServerProgram {

  private ServerProgram() {}

  public static void main(String[] args) throws IOException {
    try {
      System.out.println("started " + (args.length == 1 ? postgres(args[0]) : kafka(args[0])));
    } catch (EmbeddedServerException e) {
      System.out.println("refused " + e.getClass().getSimpleName() + " " + e.getMessage());
    }
    while (System.in.read() >= 0) {
      // nothing is ever said; the end is what matters
    }
  }

  private static String postgres(String where) {
    EmbeddedPostgres server = where.equals("ephemeral")
        ? EmbeddedPostgres.ephemeral()
        : EmbeddedPostgres.at(Path.of(where));
    return server.pid() + " " + server.directory();
  }

  private static String kafka(String where) {
    EmbeddedKafka server =
        where.equals("ephemeral") ? EmbeddedKafka.ephemeral() : EmbeddedKafka.at(Path.of(where));
    return server.pid() + " " + server.directory();
  }
}
