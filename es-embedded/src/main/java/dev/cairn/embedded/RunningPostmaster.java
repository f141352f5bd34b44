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
 * What a server says of itself in {@code postmaster.pid}: line 1 is its process id, line 8 its state.
 *
 * @param files of the server
 */
record RunningPostmaster(ServerDirectory files) {

  private static final Set<String> SHELLS = Set.of("sh", "dash", "bash", "busybox", "ksh", "zsh");

  /** Whether the server with that process id takes connections. */
  boolean isReady(long pid) {
    List<String> lines = lines();
    return lines.size() >= 8
        && lines.get(0).strip().equals(String.valueOf(pid))
        && lines.get(7).strip().equals("ready");
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
            files.root(), OptionalLong.of(process.get().pid()));
      }
    }
  }

  private Optional<ProcessHandle> process() {
    return lines().stream()
        .findFirst()
        .filter(line -> line.strip().matches("[1-9][0-9]{0,9}"))
        .flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())))
        .filter(ProcessHandle::isAlive)
        .filter(RunningPostmaster::isPostgresOrUnknown);
  }

  /** The server refuses to start while any process has that id, be it another program by now. */
  private void forgetDeadProcess() {
    try {
      Files.deleteIfExists(files.postmasterFile());
    } catch (IOException e) {
      throw new ServerFileException("delete", files.postmasterFile(), e);
    }
  }

  private static boolean isWatched(ProcessHandle server) {
    return server.parent().filter(parent -> isProgram(parent, SHELLS)).isPresent();
  }

  /** By now the id may belong to any program; one that cannot be looked at may be the server. */
  private static boolean isPostgresOrUnknown(ProcessHandle handle) {
    return handle.info().command().isEmpty() || isProgram(handle, Set.of("postgres"));
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
      return Files.readAllLines(files.postmasterFile());
    } catch (IOException e) {
      return List.of(); // not there, or just being replaced
    }
  }
}
