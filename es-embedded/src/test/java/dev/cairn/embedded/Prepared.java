package dev.cairn.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The directory of a server, made once and copied for each test, which is faster than making each. */
final class Prepared {

  private static final Path TEMPLATE = make();

  private Prepared() {}

  /** A directory with the data of a server that was stopped in order. */
  static Path serverIn(Path parent) {
    Path copy = parent.resolve("server");
    try {
      DataCopy.copy(TEMPLATE, copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ServerDirectory files = new ServerDirectory(copy);
    ServerIdentity.read(files.identity()).rootDrop().own(files.data());
    return copy;
  }

  private static Path make() {
    try {
      Path template = Files.createTempDirectory("prepared-");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Trees.delete(template)));
      EmbeddedPostgres.at(template).close();
      return template;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
