package dev.cairn.bank.cli;

import dev.cairn.bank.BankKafka;
import dev.cairn.cli.command.KafkaAccess;
import dev.cairn.cli.command.KafkaConnection;
import dev.cairn.cli.command.LogConnection;
import picocli.CommandLine.Mixin;

/** Leads those commands of {@code bank es} that need it to Kafka, too. */
public final class EsKafka implements KafkaAccess {

  @Mixin
  private EsLog log = new EsLog();

  @Mixin
  private KafkaOptions kafka = new KafkaOptions();

  @Override
  public LogConnection open() {
    return log.open();
  }

  @Override
  public KafkaConnection openKafka() {
    BankKafka broker = kafka.openExisting(log.data());
    return new KafkaConnection(broker.settings(), broker.relay(), broker::close);
  }
}
