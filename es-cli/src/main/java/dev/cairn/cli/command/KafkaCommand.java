package dev.cairn.cli.command;

/** A command that works on the log and on Kafka. */
public abstract class KafkaCommand extends OperatorCommand<KafkaAccess> {

  protected KafkaCommand(KafkaAccess access) {
    super(access);
  }

  /** Does it, and returns an {@link ExitCode}. */
  protected abstract int run(LogConnection log, KafkaConnection kafka, Terminal terminal);

  @Override
  protected final int run(KafkaAccess access, Terminal terminal) {
    try (LogConnection log = access.open();
        KafkaConnection kafka = access.openKafka()) {
      return run(log, kafka, terminal);
    }
  }
}
