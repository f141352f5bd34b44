package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.event.StreamId;
import dev.cairn.outbox.RelayHaltedException;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.settings.KafkaSettings;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The processes that docs/operations.md shows compile, and do what it says. */
final class OperationsGuideIT {

  private static final Pattern BLOCK = Pattern.compile(
      "^```java\\n// (\\w+\\.java)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir
  private Path directory;

  private URLClassLoader compiled() throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    Matcher block = BLOCK.matcher(Files.readString(Path.of("..", "docs", "operations.md")));
    while (block.find()) {
      arguments.add(
          Files.writeString(directory.resolve(block.group(1)), block.group(2)).toString());
    }
    assertThat(arguments).hasSize(4 + 2);
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, OperationsGuideIT.class.getClassLoader());
  }

  private static Method method(ClassLoader classes, String type, Class<?>... parameters)
      throws ReflectiveOperationException {
    Method method = classes.loadClass(type).getDeclaredMethod("run", parameters);
    method.setAccessible(true);
    return method;
  }

  @Test
  void theProcessOfProjectionsKeepsThemUntilItIsStopped() throws Exception {
    try (OperatedLog log = new OperatedLog();
        URLClassLoader classes = compiled()) {
      Method run = method(classes, "ProjectionsMain", PostgresEventStore.class, Projection[].class);
      Thread process = new Thread(() -> {
        try {
          run.invoke(null, log.store(), new Projection[] {Total.projection()});
        } catch (InvocationTargetException stopped) {
          assertThat(stopped).hasCauseInstanceOf(InterruptedException.class);
        } catch (IllegalAccessException e) {
          throw new LinkageError(run.toString(), e);
        }
      });
      process.start();
      log.append(StreamId.of("account", "44"), new Deposited(3, ""));

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(
              () -> assertThat(log.es("projections", "lag", "--at-most", "0").exitCode())
                  .isZero());
      assertThat(process.isAlive()).isTrue();
      process.interrupt();
      process.join(Duration.ofMinutes(1).toMillis());
      assertThat(process.isAlive()).isFalse();
    }
  }

  /** Without tables there is nothing to publish from; so no broker is asked. */
  @Test
  @Timeout(60)
  void theProcessOfARelayThatHaltsEndsWithTheReason() throws Exception {
    try (OperatedLog log = new OperatedLog();
        URLClassLoader classes = compiled()) {
      log.execute("drop table cairn.relays cascade");
      Method run =
          method(classes, "RelayMain", DataSource.class, KafkaSettings.class, RelaySettings.class);
      KafkaSettings kafka = KafkaSettings.of(Map.of("bootstrap.servers", "localhost:1"));

      assertThatThrownBy(() -> run.invoke(null, log.pool(), kafka, log.relay()))
          .isInstanceOf(InvocationTargetException.class)
          .cause()
          .cause()
          .isInstanceOfSatisfying(
              RelayHaltedException.class,
              halted ->
                  assertThat(halted.reason()).isEqualTo(RelayHaltedException.Reason.DATABASE));
    }
  }
}
