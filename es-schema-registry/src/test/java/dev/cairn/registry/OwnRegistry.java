package dev.cairn.registry;

import dev.cairn.embedded.EmbeddedSchemaRegistry;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/** A real registry for all tests of this JVM. Whoever kills it starts it again. */
final class OwnRegistry {

  /** What the build has unpacked. */
  static final Path PROGRAM =
      Path.of(Objects.requireNonNull(System.getProperty("cairn.registry.program")));

  private static final AtomicInteger SUBJECTS = new AtomicInteger();

  private OwnRegistry() {}

  /** Started when first asked for. */
  private static final class Server {
    static final EmbeddedSchemaRegistry REGISTRY = EmbeddedSchemaRegistry.ephemeral(PROGRAM);
  }

  static EmbeddedSchemaRegistry server() {
    return Server.REGISTRY;
  }

  static RegistrySettings settings() {
    return RegistrySettings.at(server().url().toString());
  }

  /** A client that knows nothing yet. */
  static HttpSchemaRegistry client() {
    return HttpSchemaRegistry.at(settings());
  }

  /** One that no other test uses. */
  static String freshSubject() {
    return "test-" + SUBJECTS.incrementAndGet();
  }
}
