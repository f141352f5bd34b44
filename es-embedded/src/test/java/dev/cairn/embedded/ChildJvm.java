package dev.cairn.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Another process that runs a main class of the tests; killed when closed. */
final class ChildJvm implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;

  private ChildJvm(Process process) {
    this.process = process;
    this.out = process.inputReader(UTF_8);
  }

  static ChildJvm run(Class<?> main, String... arguments) throws IOException {
    return run(System.getProperty("java.class.path"), main, List.of(), arguments);
  }

  static ChildJvm run(String classPath, Class<?> main, List<String> options, String... arguments)
      throws IOException {
    return run(new ProcessBuilder(), classPath, main, options, arguments);
  }

  /** With the environment of that builder. */
  static ChildJvm run(
      ProcessBuilder builder,
      String classPath,
      Class<?> main,
      List<String> options,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:TieredStopAtLevel=1", "-cp", classPath));
    command.add("-Duser.home=" + System.getProperty("user.home"));
    command.addAll(options);
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ChildJvm(
        builder.command(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** That of this JVM, without the jars whose names contain one of those words. */
  static String classPathWithout(String... words) {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Stream.of(words)
            .noneMatch(word -> String.valueOf(Path.of(entry).getFileName()).contains(word)))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The next line it prints, or what says that there is none. */
  String line() throws IOException {
    String line = out.readLine();
    return line == null ? "(ended)" : line;
  }

  /** The server that a {@link ServerProgram} has started, when it says so. */
  ProcessHandle server() throws IOException {
    String line = line();
    if (!line.startsWith("started ")) {
      throw new AssertionError(line);
    }
    return ProcessHandle.of(Long.parseLong(line.split(" ", 3)[1])).orElseThrow();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** SIGKILL. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM. */
  void terminate() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
