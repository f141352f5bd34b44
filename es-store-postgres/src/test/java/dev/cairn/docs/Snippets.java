package dev.cairn.docs;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The fenced blocks of a Markdown file, and a compiler for them. */
final class Snippets {

  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w+)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern FILE_NAME = Pattern.compile("^// (\\w+)\\.java\\n");

  private Snippets() {}

  /** The blocks of one language, in order. */
  static List<String> in(Path markdown, String language) {
    List<String> blocks = new ArrayList<>();
    try {
      Matcher block = BLOCK.matcher(Files.readString(markdown));
      while (block.find()) {
        if (block.group(1).equals(language)) {
          blocks.add(block.group(2));
        }
      }
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The class that a block's first line names as its file. */
  static String className(String block) {
    Matcher name = FILE_NAME.matcher(block);
    if (!name.find()) {
      throw new AssertionError("The block does not begin with // Name.java:\n" + block);
    }
    return name.group(1);
  }

  /** Compiles sources by class name and returns a loader of the classes. */
  static ClassLoader compile(Map<String, String> sources, Path directory) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, source) -> files.add(new Source(name, source)));
    StringWriter messages = new StringWriter();
    List<String> options =
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path"));
    if (!compiler.getTask(messages, null, null, options, null, files).call()) {
      throw new AssertionError("The documentation does not compile:\n" + messages);
    }
    try {
      return new URLClassLoader(
          new URL[] {directory.toUri().toURL()}, Snippets.class.getClassLoader());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Source extends SimpleJavaFileObject {

    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name + Kind.SOURCE.extension), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
