package dev.cairn.outbox.settings;

import java.util.List;
import java.util.function.Consumer;

/** Whether it is said where the brokers are. */
final class BootstrapRule implements Rule {

  private static final String KEY = BrokerAddress.BOOTSTRAP;

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    if (checked.isLeftToKafka(KEY)) {
      return;
    }
    List<String> entries = BrokerAddress.entries(checked.given());
    if (entries.isEmpty()) {
      findings.accept(Finding.error(
          KEY,
          "is missing.",
          "Without it no client finds the brokers.",
          "Set it to host:port, several separated by commas."));
    }
    for (String entry : entries) {
      if (BrokerAddress.parsed(entry).isEmpty()) {
        findings.accept(Finding.error(
            KEY,
            "has an entry that is no host:port: '" + Secrecy.shown(KEY, entry) + "'.",
            "The clients refuse the whole list.",
            "Write the entry as host:port with a port of 1 to 65535, IPv6 as [address]:port."));
      }
    }
    List<BrokerAddress> brokers = checked.brokers();
    if (entries.size() == 1 && brokers.stream().noneMatch(BrokerAddress::isLoopback)) {
      findings.accept(Finding.info(
          KEY,
          "names one broker only.",
          "While that one is down, a relay that starts does not find the others.",
          "Name two or three, unless the name leads to a load balancer."));
    }
  }
}
