package dev.cairn.bank.cli;

import static org.apache.kafka.clients.CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG;

import dev.cairn.bank.BankKafka;
import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.outbox.settings.KafkaSettings;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Says where Kafka is, and what the topics are. */
public final class KafkaOptions {

  @Option(
      names = "--kafka",
      paramLabel = "SERVERS",
      defaultValue = "${env:CAIRN_KAFKA_BOOTSTRAP:-}",
      description = "Use the cluster at SERVERS (host:port, several separated by commas);"
          + " $CAIRN_KAFKA_BOOTSTRAP, or a broker of the bank's own in --data, unless given.")
  private String servers = "";

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      defaultValue = "${env:CAIRN_KAFKA_PROPERTIES:-}",
      description = "Read settings of Kafka's clients from FILE, security for one;"
          + " $CAIRN_KAFKA_PROPERTIES unless given.")
  private String properties = "";

  @Option(
      names = "--topics",
      paramLabel = "PREFIX",
      defaultValue = "bank.",
      description = "Publish to topics whose names begin so; ${DEFAULT-VALUE} unless given.")
  private String prefix = "bank.";

  @Option(
      names = "--replication",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "Replicas of topics that are created in a cluster; ${DEFAULT-VALUE} unless given.")
  private int replication = 3;

  /** Connects, or starts the bank's own broker. */
  public BankKafka open(Optional<Path> data, PrintStream err) {
    if (isExternal()) {
      return connect();
    }
    Path directory = own(data);
    if (!Files.exists(BankKafka.brokerIn(directory))) {
      err.println("Making a Kafka broker in " + directory + " ...");
    }
    return BankKafka.at(directory, prefix);
  }

  /** Connects, or starts the bank's own broker if it was there before. */
  public BankKafka openExisting(Optional<Path> data) {
    if (isExternal()) {
      return connect();
    }
    Path directory = own(data);
    if (!Files.exists(BankKafka.brokerIn(directory))) {
      throw new CommandFailedException(
          ExitCode.FAILED,
          "nothing was published from " + directory
              + "; run 'bank import --relay' or 'bank relay' first");
    }
    return BankKafka.at(directory, prefix);
  }

  private boolean isExternal() {
    return !servers.isBlank() || !properties.isBlank();
  }

  private static Path own(Optional<Path> data) {
    return data.orElseThrow(() -> new CommandFailedException(
        ExitCode.USAGE,
        "with --jdbc-url, say where Kafka is: --kafka HOST:PORT or --kafka-properties FILE"));
  }

  private BankKafka connect() {
    if (replication < 1) {
      throw new CommandFailedException(ExitCode.USAGE, "--replication takes a number from 1 on");
    }
    KafkaSettings settings =
        properties.isBlank() ? KafkaSettings.of(Map.of()) : KafkaSettings.load(Path.of(properties));
    return BankKafka.connect(
        servers.isBlank() ? settings : settings.with(BOOTSTRAP_SERVERS_CONFIG, servers),
        prefix,
        replication);
  }
}
