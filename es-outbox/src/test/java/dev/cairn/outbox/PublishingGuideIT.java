package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md shows of Kafka compiles, beside the rest of that page, and does what it says. */
class PublishingGuideIT {

  private final Guide guide;

  PublishingGuideIT() throws IOException {
    guide = Guide.of("getting-started.md");
  }

  /** The other examples are run where the store is built. */
  @Test
  void noExampleOfItIsLeftOut() {
    assertThat(guide.blocks("java").stream().filter(block -> block.contains("dev.cairn.outbox")))
        .extracting(Guide::className)
        .containsExactly("Publishing", "Letters", "Reading");
  }

  @Test
  void whatIsPublishedIsReadAsItSays(@TempDir Path directory) throws Exception {
    Map<String, Object> kafka = OwnServers.kafka().clientSettings();
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("publishing");
        URLClassLoader classes = guide.compiled(directory)) {
      call(
          method(classes, "Main", "run", String.class, String.class, String.class),
          database.jdbcUrl(),
          database.username(),
          database.password());
      call(method(classes, "Publishing", "migrate", DataSource.class), database.dataSource());

      Method letters = method(classes, "Letters", "welcome", Handle.class, String.class);
      Jdbi.create(database.dataSource()).useTransaction(handle -> call(letters, handle, "1"));
      try (PostgresEventStore store =
              PostgresEventStore.open(database.dataSource(), BankEvents.codec());
          OutboxRelay relay = (OutboxRelay) call(
              method(classes, "Publishing", "start", PostgresEventStore.class, Map.class),
              store,
              kafka)) {
        Method read = method(classes, "Reading", "read", Map.class, String.class, int.class);
        List<Object> seen = new ArrayList<>();
        seen.addAll((List<?>) call(read, kafka, "bank.account", 3));
        seen.addAll((List<?>) call(read, kafka, "bank.letters", 1));

        assertThat(seen).isEqualTo(guide.blocks("text").get(2).lines().toList());
        assertThat(relay.ended().toCompletableFuture()).isNotDone();
      }
    }
  }

  private static Method method(
      ClassLoader classes, String type, String name, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = classes.loadClass(type).getDeclaredMethod(name, parameters);
    method.setAccessible(true);
    return method;
  }

  private static Object call(Method method, Object... arguments) {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " of " + Arrays.toString(arguments), e);
    } catch (IllegalAccessException e) {
      throw new LinkageError(method.toString(), e);
    }
  }
}
