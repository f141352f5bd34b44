package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Makes the data of a server, all or nothing. */
record DataDirectory(ServerDirectory files, PostgresBinaries binaries) {

  /** What is known of the data; they are made if there are none yet. */
  ServerIdentity open() {
    if (!Files.exists(files.data())) {
      return create();
    }
    ServerIdentity identity = ServerIdentity.read(files.identity());
    identity.rootDrop().requireFor(files.data());
    return identity;
  }

  private ServerIdentity create() {
    ServerIdentity identity = ServerIdentity.create(RootDrop.choose());
    Trees.delete(files.unfinishedData()); // of a process that died while it made them
    identity.write(files.identity());
    try {
      Files.createDirectory(files.unfinishedData());
      identity.rootDrop().own(files.unfinishedData());
      initialise(identity);
      Files.move(files.unfinishedData(), files.data(), StandardCopyOption.ATOMIC_MOVE);
      return identity;
    } catch (IOException e) {
      throw new ServerFileException("make the data in", files.root(), e);
    }
  }

  private void initialise(ServerIdentity identity) throws IOException {
    Path password = files.root().resolve("password.unfinished");
    try {
      Files.writeString(password, identity.password());
      run(identity
          .rootDrop()
          .command(List.of(
              binaries.program("initdb").toString(),
              "--pgdata=" + files.unfinishedData(),
              "--username=" + ServerIdentity.USER,
              "--pwfile=" + password,
              "--auth=scram-sha-256",
              "--encoding=UTF8",
              "--locale=C",
              "--locale-provider=builtin",
              "--builtin-locale=C.UTF-8")));
    } finally {
      Files.deleteIfExists(password);
    }
  }

  private void run(List<String> command) throws IOException {
    long logged = files.beginLog();
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(files.root().toFile())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(files.log().toFile()));
    builder.environment().put("LC_ALL", "C");
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
