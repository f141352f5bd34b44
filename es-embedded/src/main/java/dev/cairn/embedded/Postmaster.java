package dev.cairn.embedded;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Knows how PostgreSQL is run. */
final class Postmaster implements ServerKind {

  static final String PORT = "port";

  private final ServerDirectory files;
  private final EmbeddedPostgresOptions options;
  private final PostgresBinaries binaries;
  private ServerIdentity identity;

  private Postmaster(
      ServerDirectory files,
      EmbeddedPostgresOptions options,
      PostgresBinaries binaries,
      ServerIdentity identity) {
    this.files = files;
    this.options = options;
    this.binaries = binaries;
    this.identity = identity;
  }

  /**
   * Makes the data if there are none yet.
   *
   * @param rootDrop chooses how root makes new data
   */
  static Postmaster prepare(
      ServerDirectory files,
      EmbeddedPostgresOptions options,
      boolean ephemeral,
      Supplier<RootDrop> rootDrop) {
    ProcessFile.ofPostgres(files).awaitNone(options.stopTimeout());
    boolean first = !Files.exists(files.data());
    ServerIdentity identity =
        first ? ServerIdentity.create(rootDrop.get()) : ServerIdentity.read(files.identity());
    identity.rootDrop().requireFor(files.root());
    PostgresBinaries binaries = PostgresBinaries.forThisMachine(identity.rootDrop());
    if (first) {
      new FirstData(files, binaries, identity, ephemeral).make();
    }
    return new Postmaster(files, options, binaries, identity);
  }

  @Override
  public Ports promisedPorts() {
    return Ports.of(PORT, options.port());
  }

  @Override
  public Ports lastPorts() {
    return Ports.of(PORT, identity.port());
  }

  @Override
  public void remember(Ports used) {
    identity = identity.withPort(used.of(PORT));
    identity.write(files.identity());
  }

  @Override
  public List<String> command(Ports ports) {
    List<String> command = new ArrayList<>();
    command.add(binaries.program("postgres").toString());
    command.addAll(List.of("-D", files.data().toString()));
    set(command, "listen_addresses", "127.0.0.1");
    set(command, "port", String.valueOf(ports.of(PORT)));
    set(command, "unix_socket_directories", "");
    if (binaries.platform().canSyncAtOnce()) {
      set(command, "recovery_init_sync_method", "syncfs"); // 20 ms after a crash instead of 1 s
    }
    options.settings().forEach((name, value) -> set(command, name, value));
    return identity.rootDrop().command(command);
  }

  private static void set(List<String> command, String name, String value) {
    command.add("-c");
    command.add(name + "=" + value);
  }

  @Override
  public void clean(Map<String, String> environment) {
    cleanForPostgres(environment);
  }

  /** Also for the other programs that come with the server. */
  static void cleanForPostgres(Map<String, String> environment) {
    environment.keySet().removeIf(name -> name.startsWith("PG"));
    environment.put("LC_ALL", "C");
  }

  @Override
  public boolean isReady(long pid) {
    return ProcessFile.ofPostgres(files).isReady(pid);
  }

  @Override
  public boolean foundPortTaken(String log) {
    return log.contains("could not create any TCP/IP sockets");
  }

  @Override
  public boolean foundRemains(String log) {
    return log.contains("is still in use");
  }

  @Override
  public Duration startTimeout() {
    return options.startTimeout();
  }

  @Override
  public Duration stopTimeout() {
    return options.stopTimeout();
  }

  @Override
  public String stopSignal() {
    return "INT";
  }

  @Override
  public String abandonSignal() {
    return "QUIT";
  }
}
