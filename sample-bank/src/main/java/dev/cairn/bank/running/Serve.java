package dev.cairn.bank.running;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.cli.BankVersion;
import dev.cairn.bank.cli.Console;
import dev.cairn.bank.cli.KafkaOptions;
import dev.cairn.bank.cli.LogOptions;
import dev.cairn.bank.web.BankServer;
import dev.cairn.bank.web.ServedBank;
import dev.cairn.bank.web.ServerSettings;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.Interruption;
import dev.cairn.outbox.OutboxRelay;
import io.javalin.util.JavalinBindException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code bank serve}: the bank over HTTP. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    versionProvider = BankVersion.class,
    description =
        "Serves the bank over HTTP until it is stopped: an API, and a page for a browser. It keeps"
            + " the read models up to date and moves the money of transfers meanwhile.",
    footer = "%nThere is no login: whoever reaches the address can do everything.")
public final class Serve implements Callable<Integer> {

  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @ParentCommand
  private @Nullable Console console;

  @Mixin
  private LogOptions log = new LogOptions();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Option(names = "--relay", description = "Publish the log to Kafka, too.")
  private boolean relay;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Listen on ADDRESS; ${DEFAULT-VALUE}, this machine alone, unless given.")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8080",
      description = "Listen on PORT, 0 for any that is free; ${DEFAULT-VALUE} unless given.")
  private int port = 8080;

  @Override
  public Integer call() {
    Console cli = Objects.requireNonNull(console);
    ServerSettings settings = settings(cli.err());
    try (Interruption interruption = new Interruption();
        Bank opened = log.open(cli.err());
        Running running = run(opened, cli.err())) {
      ServedBank served =
          new ServedBank(opened.store(), opened.commands(), opened.projections(), running.relay());
      serve(served, settings, cli, interruption);
      return ExitCode.OK;
    }
  }

  private ServerSettings settings(PrintStream err) {
    if (port < 0 || port > 65_535) {
      throw new CommandFailedException(ExitCode.USAGE, "--port takes a number from 0 to 65535");
    }
    if (new InetSocketAddress(host, port).isUnresolved()) {
      throw new CommandFailedException(
          ExitCode.USAGE, "--host takes an address of this machine; " + host + " is none");
    }
    if (!BankServer.isLocal(host)) {
      err.println("Listening on " + host
          + ": whoever reaches it can do everything, since there is no login.");
    }
    return ServerSettings.defaults().withHost(host).withPort(port);
  }

  private static void serve(
      ServedBank served, ServerSettings settings, Console cli, Interruption interruption) {
    try (BankServer server = BankServer.start(served, settings)) {
      cli.out().println("The bank is open at " + server.uri());
      while (!interruption.requested()) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    } catch (JavalinBindException e) {
      throw new CommandFailedException(
          ExitCode.UNAVAILABLE,
          "cannot listen on " + settings.host() + ":" + settings.port() + ": " + reason(e)
              + "; --port 0 takes any port that is free");
    }
  }

  /** What the system said: Javalin calls everything a port that is in use. */
  private static String reason(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null ? String.valueOf(failure.getMessage()) : reason(cause);
  }

  /** What goes on beside the server: the read models are kept, and the log is published if that is wanted. */
  private record Running(
      ReadModelRun readModels, Optional<BankKafka> broker, Optional<OutboxRelay> relay)
      implements AutoCloseable {

    @Override
    public void close() {
      relay.ifPresent(OutboxRelay::close);
      broker.ifPresent(BankKafka::close);
      readModels.close();
    }
  }

  private Running run(Bank opened, PrintStream err) {
    if (!relay) {
      return new Running(ReadModelRun.start(opened), Optional.empty(), Optional.empty());
    }
    BankKafka broker = kafka.open(log.data(), err);
    try {
      OutboxRelay started = OutboxRelay.start(opened.store(), broker.settings(), broker.relay());
      return new Running(ReadModelRun.start(opened), Optional.of(broker), Optional.of(started));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }
}
