package dev.cairn.cli.command;

/**
 * How the commands that read or write Kafka find it, beside the log. As with {@link LogAccess}, its options
 * become those of the commands.
 */
public interface KafkaAccess extends LogAccess {

  /**
   * Connects to what the relay of this log publishes to.
   *
   * @throws CommandFailedException if there is none, or the options make no sense
   */
  KafkaConnection openKafka();
}
