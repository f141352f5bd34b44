package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.IncompatibleEventsException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No change of the bank's events makes its log unreadable: this fails the build of one that would. */
final class EventSchemasTest {

  private static final Path EVENTS = Path.of("events");
  private static final Path SOURCES = Path.of("src", "main", "java");
  private static final String ACCOUNTS = "dev/cairn/bank/account";

  @Test
  void whatTheBankHasStoredItStillReads() {
    EventSchemas.of(BankEvents.codec()).in(EVENTS).assertCommitted();
  }

  /** The check above, on a copy of the accounts with a change. */
  private static void check(Path directory, String change, String into) throws Exception {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.resolve("classes").toString(), "-proc:none", "-parameters"));
    arguments.addAll(List.of(
        "-classpath",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
    arguments.addAll(copy(directory, change, into));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int compiled = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(String[]::new));
    assertThat(compiled).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    try (URLClassLoader changed =
        new ChangedFirst(directory.resolve("classes").toUri().toURL())) {
      JacksonEventCodec codec = (JacksonEventCodec)
          changed.loadClass(BankEvents.class.getName()).getMethod("codec").invoke(null);
      EventSchemas.of(codec).in(EVENTS).assertCommitted();
    }
  }

  private static List<String> copy(Path directory, String change, String into) throws IOException {
    List<String> files = new ArrayList<>();
    List<Path> sources =
        new ArrayList<>(List.of(SOURCES.resolve("dev/cairn/bank/BankEvents.java")));
    try (Stream<Path> accounts = Files.list(SOURCES.resolve(ACCOUNTS))) {
      accounts.filter(file -> !file.endsWith("package-info.java")).forEach(sources::add);
    }
    boolean changed = false;
    for (Path source : sources) {
      String text = Files.readString(source);
      changed |= text.contains(change);
      Path copy = directory.resolve("sources").resolve(SOURCES.relativize(source));
      Files.createDirectories(copy.getParent());
      Files.writeString(copy, text.replace(change, into));
      files.add(copy.toString());
    }
    assertThat(changed).as(change).isTrue();
    return files;
  }

  /** Prefers the changed classes to those of the same names on the class path. */
  private static final class ChangedFirst extends URLClassLoader {

    ChangedFirst(URL classes) {
      super(new URL[] {classes}, EventSchemasTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded == null && findResource(name.replace('.', '/') + ".class") != null) {
          loaded = findClass(name);
        }
        return loaded == null ? super.loadClass(name, resolve) : loaded;
      }
    }
  }

  @Test
  void aCopyWithoutARealChangePasses(@TempDir Path directory) throws Exception {
    check(directory, "An account that", "An account which");
  }

  @Test
  void aRenamedComponentFailsTheBuildWhichSaysWhatToDo(@TempDir Path directory) {
    assertThatThrownBy(() -> check(directory, """
            record Withdrawn(long cents, LocalDate on, String description) implements Booked {
                @Override
                public long change() {
                  return -cents;""", """
            record Withdrawn(long amount, LocalDate on, String description) implements Booked {
                @Override
                public long change() {
                  return -amount;"""))
        .isInstanceOf(IncompatibleEventsException.class)
        .hasMessageContainingAll(
            "money-withdrawn revision 1 at amount", "raise the revision in @EventType to 2");
  }

  @Test
  void aRevisionWithoutAnUpcasterFailsTheBuildToo(@TempDir Path directory) {
    assertThatThrownBy(() -> check(
            directory,
            "@EventType(\"money-withdrawn\")",
            "@EventType(value = \"money-withdrawn\", revision = 2)"))
        .isInstanceOf(IncompatibleEventsException.class)
        .hasMessageContainingAll("money-withdrawn", "upcaster", "revision 1");
  }
}
