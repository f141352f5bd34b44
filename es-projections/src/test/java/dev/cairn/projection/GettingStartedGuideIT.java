package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md shows of read models compiles, beside the rest of that page, and does what it says. */
class GettingStartedGuideIT {

  private final Guide guide;

  GettingStartedGuideIT() throws IOException {
    guide = Guide.of("getting-started.md");
  }

  /** The other examples are run where the store and the outbox are built. */
  @Test
  void noExampleOfItIsLeftOut() {
    assertThat(
            guide.blocks("java").stream().filter(block -> block.contains("dev.cairn.projection")))
        .extracting(Guide::className)
        .containsExactly("Balance", "ReadYourWrites");
  }

  @Test
  void theReadModelShowsWhatTheGuideSays(@TempDir Path directory) throws Exception {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("read_models");
        URLClassLoader classes = guide.compiled(directory)) {
      call(
          method(classes, "Main", "run", String.class, String.class, String.class),
          database.jdbcUrl(),
          database.username(),
          database.password());
      call(method(classes, "ReadYourWrites", "migrate", DataSource.class), database.dataSource());
      try (PostgresEventStore store = PostgresEventStore.open(
          database.dataSource(), JacksonEventCodec.forEvents(classes.loadClass("Account$Event")))) {
        Object rows =
            call(method(classes, "ReadYourWrites", "run", PostgresEventStore.class), store);

        assertThat(rows + "\n").isEqualTo(guide.blocks("text").get(1));
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

  private static Object call(Method method, Object... arguments) throws IllegalAccessException {
    try {
      return method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method + " of " + Arrays.toString(arguments), e);
    }
  }
}
