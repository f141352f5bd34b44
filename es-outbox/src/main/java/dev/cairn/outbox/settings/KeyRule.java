package dev.cairn.outbox.settings;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Whether there are settings that nobody reads, or that the relay makes itself. */
final class KeyRule implements Rule {

  private static final Set<String> KNOWN = KafkaClient.knownKeys();

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    for (String key : checked.given().keySet()) {
      Optional<String> reserved = RelayKeys.reason(key);
      if (reserved.isPresent()) {
        findings.accept(Finding.error(
            key, "is set by the relay itself.", reserved.get(), "Take it out of the settings."));
      } else if (KafkaClient.key(key).isEmpty()) {
        unknown(checked, key, findings);
      }
    }
  }

  private static void unknown(Checked checked, String key, Consumer<Finding> findings) {
    if (key.startsWith("config.providers.")) {
      return; // the parameters of a provider are named by whoever wrote it
    }
    String problem = "is no setting of a Kafka producer, consumer or Admin client.";
    Optional<String> nearest = nearest(key);
    if (nearest.isPresent()) {
      findings.accept(Finding.warning(
          key,
          problem,
          "It has no effect; " + nearest.get() + " stays as it is.",
          "Write " + nearest.get() + ", if that was meant."));
    } else if (KafkaClient.hasPlugins(checked.given())) {
      findings.accept(Finding.info(
          key,
          problem,
          "It is handed on to the classes that the settings name, which may know it.",
          "Take it out if it is not for them."));
    } else {
      findings.accept(Finding.warning(
          key,
          problem,
          "It has no effect. Settings of brokers and topics are made there, not in a client.",
          "Take it out."));
    }
  }

  private static Optional<String> nearest(String key) {
    Optional<String> withoutPrefix =
        KNOWN.stream().filter(known -> key.endsWith("." + known)).findFirst();
    return withoutPrefix.isPresent() ? withoutPrefix : Spelling.nearest(key, KNOWN);
  }
}
