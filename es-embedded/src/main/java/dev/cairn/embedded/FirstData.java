package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the data of a server, all or nothing.
 *
 * @param identity what to remember of them
 * @param ephemeral whether they are deleted with the server
 */
record FirstData(
    ServerDirectory files, PostgresBinaries binaries, ServerIdentity identity, boolean ephemeral) {

  void make() {
    identity.write(files.identity());
    try {
      files.makeData(this::initialise);
    } catch (IOException e) {
      throw new ServerFileException("make the data in", files.root(), e);
    }
  }

  private void initialise(Path fresh) throws IOException {
    Path password = fresh.resolveSibling("password");
    Files.createFile(password, PropertiesFile.FOR_THIS_USER_ONLY);
    Files.writeString(password, identity.password());
    Files.createDirectory(fresh);
    identity.rootDrop().own(fresh);
    run(identity.rootDrop().command(initdb(fresh, password)));
  }

  private List<String> initdb(Path fresh, Path password) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("initdb").toString());
    command.add("--pgdata=" + fresh);
    command.add("--username=" + ServerIdentity.USER);
    command.add("--pwfile=" + password);
    command.add("--auth=scram-sha-256");
    command.add("--encoding=UTF8");
    command.add("--locale=C");
    command.add("--locale-provider=builtin");
    command.add("--builtin-locale=C.UTF-8");
    if (ephemeral) {
      command.add("--no-sync"); // the data do not outlive a crash of the machine anyway
    } else if (binaries.platform().canSyncAtOnce()) {
      command.add("--sync-method=syncfs"); // a thousand files: seconds on a busy disk
    }
    return command;
  }

  private void run(List<String> command) throws IOException {
    long logged = files.beginLog();
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(files.root().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
    Postmaster.cleanForPostgres(builder.environment());
    Process process = builder.start();
    try {
      if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
        throw new ServerStartException(
            files.root(), "could not get its first data.", files.logTail(logged), null);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServerStartException(
          files.root(), "was not started: this thread was interrupted.", "", e);
    } finally {
      process.destroyForcibly();
    }
  }
}
