package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The file in which a server says that it works on a directory: line 1 is its process id.
 *
 * @param directory the root of the server's files
 * @param file what the server writes
 * @param stateLine the number of the line that says {@code ready} when it takes requests
 * @param program the name of the server's program
 * @param argument one of its arguments; empty if any will do
 */
record ProcessFile(Path directory, Path file, int stateLine, String program, String argument) {

  private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox", "ksh", "zsh");

  static ProcessFile ofPostgres(ServerDirectory files) {
    return new ProcessFile(files.root(), files.data().resolve("postmaster.pid"), 8, "postgres", "");
  }

  static ProcessFile ofKafka(ServerDirectory files) {
    String root = files.root().toString();
    return new ProcessFile(files.root(), files.root().resolve("broker.pid"), 2, "java", root);
  }

  /** Which says nothing of its state: whether it takes requests is to be tried. */
  static ProcessFile ofRegistry(ServerDirectory files) {
    String root = files.root().toString();
    return new ProcessFile(files.root(), files.root().resolve("registry.pid"), 2, "java", root);
  }

  /** Whether the server with that process id takes requests. */
  boolean isReady(long pid) {
    List<String> lines = lines();
    return lines.size() >= stateLine
        && lines.get(0).strip().equals(String.valueOf(pid))
        && lines.get(stateLine - 1).strip().equals("ready");
  }

  /** Whether a server works on the data now. */
  boolean isThere() {
    return process().isPresent();
  }

  /**
   * Makes sure that no server works on the data, which the caller has locked: the server of a process
   * that died a moment ago is still being stopped.
   *
   * @throws DirectoryInUseException if it is another server, or it does not end in this time
   */
  void awaitNone(Duration atMost) {
    Optional<ProcessHandle> process = process();
    if (process.isEmpty()) {
      forgetDeadProcess();
      return;
    }
    Deadline deadline = Deadline.after(atMost);
    while (process.get().isAlive()) {
      if (!isWatched(process.get()) || !deadline.pause()) {
        if (!process.get().isAlive()) {
          return;
        }
        throw new DirectoryInUseException(
            directory, OptionalLong.of(process.get().pid()));
      }
    }
  }

  private Optional<ProcessHandle> process() {
    return lines().stream()
        .findFirst()
        .filter(line -> line.strip().matches("[1-9][0-9]{0,9}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
        .filter(ProcessHandle::isAlive)
        .filter(this::isServerOrUnknown);
  }

  /** PostgreSQL refuses to start while any process has that id, be it another program by now. */
  private void forgetDeadProcess() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new ServerFileException("delete", file, e);
    }
  }

  private static boolean isWatched(ProcessHandle server) {
    return server.parent().filter(parent -> isProgram(parent, SHELLS)).isPresent();
  }

  /** By now the id may belong to any program; one that cannot be looked at may be the server. */
  private boolean isServerOrUnknown(ProcessHandle handle) {
    return handle.info().command().isEmpty()
        || (isProgram(handle, Set.of(program)) && (argument.isEmpty() || hasArgument(handle)));
  }

  private boolean hasArgument(ProcessHandle handle) {
    return handle.info().arguments().map(List::of).orElse(List.of(argument)).contains(argument);
  }

  private static boolean isProgram(ProcessHandle handle, Set<String> names) {
    return handle
        .info()
        .command()
        .map(command -> names.contains(String.valueOf(Path.of(command).getFileName())))
        .orElse(false);
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of(); // not there, or just being replaced
    }
  }
}
