package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/snapshots.md shows compiles and does what it says. */
final class SnapshotsGuideIT {

  private static String block(String language) throws IOException {
    Matcher block = Pattern.compile(
            "^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(Files.readString(Path.of("..", "docs", "snapshots.md")));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void theExampleDoesWhatThePageSays(@TempDir Path directory) throws Exception {
    Path source = Files.writeString(directory.resolve("Savings.java"), block("java"));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(
            null,
            messages,
            messages,
            "-d",
            directory.toString(),
            "-classpath",
            System.getProperty("java.class.path"),
            source.toString());
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    try (SnapshotLog log = SnapshotLog.create();
        URLClassLoader classes = new URLClassLoader(
            new URL[] {directory.toUri().toURL()}, SnapshotsGuideIT.class.getClassLoader());
        PostgresEventStore store = PostgresEventStore.open(
            log.pool(),
            JacksonEventCodec.forEvents(classes.loadClass("Savings$Event")),
            PostgresSettings.defaults().withSchema(log.schema()))) {
      Method run = classes.loadClass("Savings").getDeclaredMethod("run", PostgresEventStore.class);
      run.setAccessible(true);
      assertThat(run.invoke(null, store) + "\n").isEqualTo(block("text"));
      assertThat(log.number("(select count(*) from @.snapshots)")).isPositive();
    }
  }
}
