package dev.cairn.outbox.settings;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;
import org.jspecify.annotations.Nullable;

/** Whether keys and certificates can be read, by the very code that the clients use, and are valid. */
final class StoreRule implements Rule {

  private static final Duration SOON = Duration.ofDays(30);
  private static final String KEY_STORE = "ssl.keystore";
  private static final String TRUST_STORE = "ssl.truststore";

  private final Clock clock;

  StoreRule(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    if (!checked.tls() || checked.says("ssl.engine.factory.class")) {
      return;
    }
    if (checked.under("ssl.").keySet().stream().anyMatch(checked::isLeftToKafka)) {
      return;
    }
    boolean keys = isReadable(checked, KEY_STORE, findings);
    boolean trust = isReadable(checked, TRUST_STORE, findings);
    // Each alone, so that the one at fault is named.
    if (keys) {
      open(checked, KEY_STORE, findings);
    }
    if (trust) {
      open(checked, TRUST_STORE, findings);
    }
  }

  private static boolean isReadable(Checked checked, String store, Consumer<Finding> findings) {
    String key = store + ".location";
    String location = checked.text(key);
    if (!checked.says(key) || isReadable(location)) {
      return true;
    }
    findings.accept(Finding.error(
        key,
        "is " + location + ", which is not there, or this user may not read it.",
        "No client would start.",
        "Put the file there, let this user read it, or correct the path."));
    return false;
  }

  private static boolean isReadable(String location) {
    try {
      Path file = Path.of(location);
      return Files.isRegularFile(file) && Files.isReadable(file);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private void open(Checked checked, String store, Consumer<Finding> findings) {
    Map<String, Object> settings = new HashMap<>();
    ConfigDef tls = new ConfigDef();
    SslConfigs.addClientSslSupport(tls);
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      String other = store.equals(KEY_STORE) ? TRUST_STORE : KEY_STORE;
      Map<String, String> given = new HashMap<>(checked.under("ssl."));
      given.keySet().removeIf(key -> key.startsWith(other));
      if (store.equals(TRUST_STORE)) {
        given.remove("ssl.key.password");
      }
      settings.putAll(tls.parse(given));
      factory.configure(settings);
      dates(store, store.equals(KEY_STORE) ? factory.keystore() : factory.truststore(), findings);
    } catch (KafkaException e) {
      findings.accept(
          Finding.error(
              store,
              "cannot be opened: " + Causes.text(e, checked.settings()) + ".",
              "No client would start.",
              "Check its location, password and type (JKS, PKCS12 or PEM)."
                  + " The type is not guessed: it is JKS unless set, which opens PKCS12 too, but not PEM."));
    } catch (KeyStoreException e) {
      throw new IllegalStateException("A key store that was opened is not open", e);
    }
  }

  private void dates(String store, @Nullable KeyStore opened, Consumer<Finding> findings)
      throws KeyStoreException {
    if (opened == null) {
      return;
    }
    for (String alias : Collections.list(opened.aliases())) {
      Certificate certificate = opened.getCertificate(alias);
      if (certificate instanceof X509Certificate x509) {
        date(store, alias, x509, findings);
      }
    }
  }

  private void date(
      String store, String alias, X509Certificate certificate, Consumer<Finding> findings) {
    Instant end = certificate.getNotAfter().toInstant();
    Instant now = clock.instant();
    String which = "certificate '" + alias + "'";
    if (end.isBefore(now)) {
      String problem = which + " expired at " + end + ".";
      String why = "The other side refuses it, or is refused because of it.";
      String remedy = "Renew it.";
      findings.accept(
          store.equals(KEY_STORE)
              ? Finding.error(store, problem, why, remedy)
              : Finding.warning(store, problem, why, remedy));
    } else if (certificate.getNotBefore().toInstant().isAfter(now)) {
      findings.accept(Finding.error(
          store,
          which + " is valid from " + certificate.getNotBefore().toInstant() + " on only.",
          "It is refused until then.",
          "Check the clock of this machine."));
    } else if (end.isBefore(now.plus(SOON))) {
      findings.accept(Finding.warning(
          store,
          which + " expires at " + end + ".",
          "From then on no connection can be made.",
          "Renew it; the clients read it anew when they are built."));
    }
  }
}
