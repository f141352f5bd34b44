package dev.cairn.outbox.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Whether what is said about security takes effect. */
final class ProtocolRule implements Rule {

  /** Who writes one of them means it to be used. */
  private static final Set<String> SASL = Set.of("sasl.jaas.config", "sasl.mechanism");

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    List<String> unused = new ArrayList<>();
    if (!checked.tls()) {
      checked.under("ssl.").keySet().stream()
          .filter(key -> KafkaClient.key(key).isPresent())
          .forEach(unused::add);
    }
    if (!checked.sasl()) {
      SASL.stream().filter(checked::has).sorted().forEach(unused::add);
    }
    if (!unused.isEmpty()) {
      findings.accept(Finding.warning(
          ClearTextRule.KEY,
          "is " + checked.protocol() + (checked.has(ClearTextRule.KEY) ? "" : " by default")
              + ", so that " + String.join(", ", unused) + (unused.size() == 1 ? " has" : " have")
              + " no effect.",
          "The connection is less secure than these settings look.",
          "Set it to " + meant(unused) + ", or take the others out."));
    }
  }

  private static String meant(List<String> unused) {
    boolean tls = unused.stream().anyMatch(key -> key.startsWith("ssl."));
    boolean sasl = unused.stream().anyMatch(SASL::contains);
    return sasl ? "SASL_SSL" : tls ? "SSL or SASL_SSL" : "SASL_SSL";
  }
}
