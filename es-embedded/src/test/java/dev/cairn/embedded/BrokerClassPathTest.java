package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerClassPathTest {

  @TempDir
  Path directory;

  @Test
  void hasEveryLibraryThatComesWithTheBrokerAndNoneOfTheApplication() {
    List<String> found = names(BrokerClassPath.find());
    List<String> here = names(System.getProperty("java.class.path"));
    assertThat(here).contains("kafka_2.13-4.3.1.jar");
    assertThat(found)
        .containsAll(here.stream().filter(name -> name.startsWith("kafka")).toList())
        .noneMatch(name -> name.contains("logback") || name.contains("testcontainers"))
        .noneMatch(name -> name.startsWith("postgresql") || name.startsWith("junit"));
  }

  private static List<String> names(String classPath) {
    return Stream.of(classPath.split(File.pathSeparator))
        .map(entry -> String.valueOf(Path.of(entry).getFileName()))
        .toList();
  }

  @Test
  void findsALibraryInAJarAndInADirectoryOfAnyName() throws Exception {
    Path odd = Files.createDirectories(directory.resolve("a +b%20c#/ü"));
    Path jar = jarWith(odd.resolve("one.jar"), "x/One.class");
    Files.createFile(Files.createDirectories(odd.resolve("y")).resolve("Two.class"));
    URL[] urls = {jar.toUri().toURL(), odd.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(urls, null)) {
      assertThat(BrokerClassPath.locationOf("x.One", loader)).isEqualTo(jar);
      assertThat(BrokerClassPath.locationOf("y.Two", loader)).isEqualTo(odd);
      assertThatThrownBy(() -> BrokerClassPath.locationOf("z.Three", loader))
          .isInstanceOf(ServerUnavailableException.class)
          .hasMessageContainingAll("z.Three", "kafka_2.13", "cairn.kafka.bootstrap");
    }
  }

  private static Path jarWith(Path jar, String entry) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      entries.putNextEntry(new JarEntry(entry));
    }
    return jar;
  }
}
