package dev.cairn.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/contracts.md shows compiles, and does what it says. */
final class ContractsGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "contracts.md");
  private static final Pattern JAVA = Pattern.compile(
      "^```java\\n// (\\w+\\.java)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  @TempDir
  private Path directory;

  @Test
  void everySnippetCompilesAndTheDefaultIsOne() throws Exception {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    Matcher block = JAVA.matcher(Files.readString(GUIDE));
    while (block.find()) {
      Path file = Files.writeString(directory.resolve(block.group(1)), block.group(2));
      arguments.add(file.toString());
    }
    assertThat(arguments).hasSize(6);
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();

    try (URLClassLoader classes = new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, ContractsGuideTest.class.getClassLoader())) {
      Class<?> deposited = classes.loadClass("Deposited");
      Constructor<?> constructor = deposited.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      assertThat(constructor.newInstance(5L, null)).hasToString("Deposited[cents=5, currency=EUR]");
      assertThat(EventSchemas.of(EventTypes.of(deposited)).of("deposited").toJsonSchema())
          .contains("\"required\": [ \"cents\" ]");
    }
  }

  @Test
  void theTestOfTheGuideFailsWhenItShould() throws IOException {
    Path events = directory.resolve("events");
    EventSchemas.of(JacksonEventCodec.forEvents(SchemaGuardTest.First.class))
        .in(events)
        .export();

    assertThatThrownBy(
            () -> EventSchemas.of(JacksonEventCodec.forEvents(SchemaGuardTest.Retyped.class))
                .in(events)
                .assertCompatible())
        .isInstanceOf(IncompatibleEventsException.class);
    assertThat(Files.readString(GUIDE)).contains("`IncompatibleEventsException`");
  }
}
