package dev.cairn.registry;

import dev.cairn.embedded.EmbeddedSchemaRegistry;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A program of its own that runs a registry until it is killed. Argument: what the registry was unpacked
 * into. Prints the id of the registry's process, and its directory.
 */
final class RegistryHolder {

  private RegistryHolder() {}

  public static void main(String[] args) throws IOException {
    EmbeddedSchemaRegistry registry = EmbeddedSchemaRegistry.ephemeral(Path.of(args[0]));
    System.out.println(registry.pid() + " " + registry.directory());
    while (System.in.read() >= 0) {
      // nothing is ever said; the end is what matters
    }
  }
}
