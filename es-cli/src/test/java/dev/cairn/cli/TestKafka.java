package dev.cairn.cli;

import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.KafkaConnection;
import dev.cairn.cli.command.LogConnection;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.RelaySettings;
import dev.cairn.outbox.settings.KafkaSettings;
import picocli.CommandLine.Mixin;

/** An application that has no options of its own for the log, and knows where Kafka is. */
final class TestKafka implements KafkaAccess {

  private final RelaySettings relay;

  @Mixin
  private PostgresLogOptions log = new PostgresLogOptions(CliEvents.codec());

  TestKafka(RelaySettings relay) {
    this.relay = relay;
  }

  static KafkaSettings settings() {
    return KafkaSettings.of(Servers.sharedKafka().clientSettings());
  }

  @Override
  public LogConnection open() {
    return log.open();
  }

  @Override
  public KafkaConnection openKafka() {
    return new KafkaConnection(settings(), relay, () -> {});
  }
}
