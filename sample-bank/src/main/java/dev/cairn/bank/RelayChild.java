package dev.cairn.bank;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code bank relay} in a process of its own, so that it can be killed. It ends with this process. */
final class RelayChild implements AutoCloseable {

  private final Process process;

  private RelayChild(Process process) {
    this.process = process;
  }

  /**
   * Starts one.
   *
   * @param output what it says is added to this file
   */
  static RelayChild start(BankAddress bank, BankKafka kafka, Path output) {
    ProcessBuilder builder = new ProcessBuilder(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            BankCli.class.getName(),
            "relay",
            "--until-input-ends",
            "--jdbc-url",
            bank.jdbcUrl(),
            "--jdbc-user",
            bank.user(),
            "--kafka",
            kafka.settings().value(BOOTSTRAP_SERVERS_CONFIG).orElseThrow(),
            "--replication",
            "1"))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("CAIRN_POSTGRES_PASSWORD", bank.password());
    try {
      Files.createDirectories(output.toAbsolutePath().getParent());
      return new RelayChild(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("The relay cannot be started", e);
    }
  }

  /** As kill -9 does it: it can finish nothing. */
  void kill() {
    process.destroyForcibly();
    await();
  }

  /** Lets it finish its batch. */
  @Override
  public void close() {
    process.destroy();
    await();
  }

  private void await() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
