package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/** A page of the documentation, whose examples can be compiled and run. */
public final class Guide {

  private static final Pattern FILE_NAME = Pattern.compile("^// ((\\w+)\\.java)\\n");

  private final String text;

  private Guide(String text) {
    this.text = text;
  }

  /** The page of this name in docs. */
  public static Guide of(String page) throws IOException {
    return new Guide(Files.readString(Path.of("..", "docs", page)));
  }

  public String text() {
    return text;
  }

  /** All blocks of a language, in their order. */
  public List<String> blocks(String language) {
    return Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** The classes of all blocks of Java, but those of projections, which this module does not know. */
  public URLClassLoader compiled(Path directory) throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    for (String block : blocks("java")) {
      if (block.contains("dev.cairn.projection")) {
        continue;
      }
      Path file = directory.resolve(fileName(block).group(1));
      arguments.add(Files.writeString(file, block).toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(new String[0]));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(new URL[] {directory.toUri().toURL()}, Guide.class.getClassLoader());
  }

  /** What a block of Java names as its class. */
  public static String className(String block) {
    return fileName(block).group(2);
  }

  private static MatchResult fileName(String block) {
    return FILE_NAME
        .matcher(block)
        .results()
        .findFirst()
        .orElseThrow(
            () -> new AssertionError("The block does not begin with // Name.java:\n" + block));
  }
}
