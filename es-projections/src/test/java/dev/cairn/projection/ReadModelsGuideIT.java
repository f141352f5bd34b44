package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.StreamId;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import dev.cairn.store.ExpectedVersion;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/read-models.md do what the page says. */
class ReadModelsGuideIT {

  @TempDir
  Path directory;

  @Test
  void theExamplesRun() throws ReflectiveOperationException, IOException {
    Guide guide = Guide.of("read-models.md");
    Files.writeString(directory.resolve("volumes.sql"), guide.blocks("sql").get(0));
    try (ProjectionLog log = ProjectionLog.create();
        URLClassLoader examples = guide.compiled(directory)) {
      Class<?> events = examples.loadClass("Purses$Event");
      PostgresEventStore store = log.closing(PostgresEventStore.open(
          log.pool(),
          JacksonEventCodec.forEvents(events),
          PostgresSettings.defaults().withSchema(log.schema())));
      Projections projections =
          log.closing((Projections) call(examples, "start", PostgresEventStore.class, store));
      Position written = store
          .append(
              StreamId.of("purse", "ada"),
              ExpectedVersion.noStream(),
              List.of(filled(examples, "EUR", 5), filled(examples, "EUR", 6)))
          .position();

      Method read = examples
          .loadClass("Running")
          .getMethod("read", Projections.class, String.class, Position.class);
      assertThat(read.invoke(null, projections, "ada", written))
          .hasToString("Optional[Purse[owner=ada, cents=11]]");
      call(examples, "rebuild", Projections.class, projections);

      assertThat(read.invoke(null, projections, "ada", written))
          .hasToString("Optional[Purse[owner=ada, cents=11]]");
      projections.waitFor("volumes", written, Duration.ofSeconds(10));
      assertThat(log.number("(select cents from @_read.volumes where currency = 'EUR')"))
          .isEqualTo(11);
    }
  }

  private static NewEvent filled(ClassLoader examples, String currency, long cents)
      throws ReflectiveOperationException {
    Constructor<?> constructor =
        examples.loadClass("Purses$Filled").getConstructor(String.class, long.class);
    return NewEvent.of(constructor.newInstance(currency, cents));
  }

  private static Object call(ClassLoader examples, String name, Class<?> type, Object argument)
      throws ReflectiveOperationException {
    try {
      return examples.loadClass("Running").getMethod(name, type).invoke(null, argument);
    } catch (InvocationTargetException e) {
      throw new AssertionError(name, e);
    }
  }
}
