package dev.cairn.bank.trial;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import dev.cairn.bank.BankAddress;
import dev.cairn.bank.BankKafka;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A command of the bank in a process of its own, so that it can be killed. It ends with this process. */
public final class BankProcess implements AutoCloseable {

  /** By its name, because the command line knows this package, and not the other way round. */
  private static final String MAIN = "dev.cairn.bank.BankCli";

  /** Short, so that nobody waits for long when one is killed. */
  private static final String LEASE = "PT3S";

  private final ProcessBuilder builder;
  private Process process;

  private BankProcess(ProcessBuilder builder) {
    this.builder = builder;
    this.process = start(builder);
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("A process of the bank cannot be started", e);
    }
  }

  /**
   * {@code bank relay}.
   *
   * @param output what it says is added to this file
   */
  public static BankProcess relay(BankAddress bank, BankKafka kafka, Path output) {
    String servers = kafka.settings().value(BOOTSTRAP_SERVERS_CONFIG).orElseThrow();
    return child(bank, output, "relay", "--kafka", servers, "--replication", "1");
  }

  /** {@code bank project}. */
  public static BankProcess projections(BankAddress bank, Path output) {
    return child(bank, output, "project");
  }

  private static BankProcess child(BankAddress bank, Path output, String... command) {
    List<String> all = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        MAIN));
    all.addAll(List.of(command));
    all.addAll(List.of("--until-input-ends", "--lease", LEASE));
    all.addAll(List.of("--jdbc-url", bank.jdbcUrl(), "--jdbc-user", bank.user()));
    ProcessBuilder builder = new ProcessBuilder(all)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
    builder.environment().put("CAIRN_POSTGRES_PASSWORD", bank.password());
    return new BankProcess(builder);
  }

  /** As kill -9 does it: it can finish nothing. */
  public void kill() {
    process.destroyForcibly();
    await();
  }

  /** Another one in its place. */
  public void restart() {
    kill();
    process = start(builder);
  }

  /** It stands still until {@link #thaw}, and notices nothing. */
  public void freeze() {
    signal("-STOP");
  }

  public void thaw() {
    signal("-CONT");
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("A process of the bank cannot be sent " + signal, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets it finish what it has under way. */
  @Override
  public void close() {
    thaw();
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
