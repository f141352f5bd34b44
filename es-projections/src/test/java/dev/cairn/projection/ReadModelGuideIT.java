package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md shows of read models compiles, beside the rest of that page, and does what it says. */
class ReadModelGuideIT {

  private static final Path GUIDE = Path.of("..", "docs", "getting-started.md");
  private static final Pattern FILE_NAME = Pattern.compile("^// ((\\w+)\\.java)\\n");

  /** The other examples are run where the store and the outbox are built. */
  @Test
  void noExampleOfItIsLeftOut() throws IOException {
    assertThat(blocks("java").stream().filter(block -> block.contains("dev.cairn.projection")))
        .extracting(block -> fileName(block).group(2))
        .containsExactly("Balance", "ReadYourWrites");
  }

  @Test
  void theReadModelShowsWhatTheGuideSays(@TempDir Path directory) throws Exception {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("read_models");
        URLClassLoader guide = compiled(directory)) {
      call(
          method(guide, "Main", "run", String.class, String.class, String.class),
          database.jdbcUrl(),
          database.username(),
          database.password());
      call(method(guide, "ReadYourWrites", "migrate", DataSource.class), database.dataSource());
      try (PostgresEventStore store = PostgresEventStore.open(
          database.dataSource(), JacksonEventCodec.forEvents(guide.loadClass("Account$Event")))) {
        Object rows = call(method(guide, "ReadYourWrites", "run", PostgresEventStore.class), store);

        assertThat(rows + "\n").isEqualTo(blocks("text").get(1));
      }
    }
  }

  private static List<String> blocks(String language) throws IOException {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(Files.readString(GUIDE))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static Matcher fileName(String block) {
    Matcher name = FILE_NAME.matcher(block);
    assertThat(name.find()).as("the first line of %s", block).isTrue();
    return name;
  }

  private static URLClassLoader compiled(Path directory) throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    for (String block : blocks("java")) {
      if (!block.contains("dev.cairn.outbox")) {
        Path file = directory.resolve(fileName(block).group(1));
        arguments.add(Files.writeString(file, block).toString());
      }
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(new String[0]));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, ReadModelGuideIT.class.getClassLoader());
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
