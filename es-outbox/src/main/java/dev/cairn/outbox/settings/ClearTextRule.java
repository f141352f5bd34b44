package dev.cairn.outbox.settings;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Whether events or passwords travel over a network for all to read. */
final class ClearTextRule implements Rule {

  static final String KEY = "security.protocol";

  /** Those where the client shows what it knows, instead of proving that it does. */
  private static final Set<String> TELLING = Set.of("PLAIN", "OAUTHBEARER");

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    report(checked, checked.brokers(), findings);
  }

  static void report(Checked checked, List<BrokerAddress> brokers, Consumer<Finding> findings) {
    if (checked.tls()) {
      return;
    }
    String remote = brokers.stream()
        .filter(broker -> !broker.isLoopback())
        .map(BrokerAddress::toString)
        .sorted()
        .collect(Collectors.joining(", "));
    if (remote.isEmpty()) {
      return;
    }
    String mechanism = checked.text("sasl.mechanism");
    boolean tells = checked.sasl() && TELLING.contains(mechanism);
    findings.accept(Finding.warning(
        KEY,
        "is " + checked.protocol() + (checked.has(KEY) ? "" : " by default") + ", and " + remote
            + " is not this machine.",
        (tells ? "The credentials of " + mechanism + " and all events" : "All events")
            + " travel unencrypted, and whoever is on the way can read and change them.",
        checked.sasl()
            ? "Set it to SASL_SSL, and give bootstrap.servers the brokers' TLS port."
            : "Set it to SSL or SASL_SSL, and give bootstrap.servers the brokers' TLS port."));
  }
}
