package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Whether the client knows whom it talks to. */
final class TlsRule implements Rule {

  private static final String HOSTS = "ssl.endpoint.identification.algorithm";
  private static final String TRUST = "ssl.truststore.location";

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    if (!checked.tls()) {
      return;
    }
    if (checked.text(HOSTS).isEmpty()) {
      findings.accept(Finding.warning(
          HOSTS,
          "is empty, so that host names are not verified.",
          "Whoever has any certificate of the same authority can pretend to be a broker, and read and"
              + " change everything.",
          "Take it out, and give the brokers certificates with their host names."));
    }
    if (!checked.says(TRUST)
        && !checked.says("ssl.truststore.certificates")
        && !checked.says("ssl.engine.factory.class")) {
      findings.accept(Finding.info(
          TRUST,
          "is not set.",
          "The client trusts the public authorities that the JVM knows, and no private one.",
          "Set it, or ssl.truststore.certificates, if the brokers' certificates are your own."));
    }
  }
}
