package dev.cairn.outbox.settings;

import dev.cairn.embedded.EmbeddedKafka;
import dev.cairn.embedded.EmbeddedKafkaOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/** A real broker with every kind of listener, certificates of our own, and rights that are enforced. */
final class SecuredBroker {

  static final String SASL_TLS = "SASL_TLS";
  static final String SASL = "SASL_CLEAR";
  static final String MUTUAL = "MUTUAL";
  static final String FOREIGN = "FOREIGN";

  /** May do everything. */
  static final String USER = "relay";

  /** May do nothing unless it is granted. */
  static final String POOR = "poor";

  static final String PASSWORD = "Xyzzy-\"71\"; \\";

  private static final Map<String, String> ENVIRONMENT =
      Map.of("PASSWORD", PASSWORD, "WRONG", "Wrong-" + PASSWORD);

  private final Certificates certificates;
  private final EmbeddedKafka kafka;
  private final Path client;

  private SecuredBroker(Certificates certificates, EmbeddedKafka kafka) {
    this.certificates = certificates;
    this.kafka = kafka;
    this.client = certificates.keystore("client");
  }

  /** One for all tests of this JVM; it ends with it. */
  static SecuredBroker shared() {
    return Shared.BROKER;
  }

  private static SecuredBroker in(Path directory) {
    Certificates certificates = Certificates.in(directory);
    Path own = certificates.keystore("broker");
    Path foreign = certificates.foreignKeystore("foreign");
    EmbeddedKafkaOptions options = EmbeddedKafkaOptions.defaults()
        .withListener(SASL_TLS, SecurityProtocol.SASL_SSL)
        .withListener(SASL, SecurityProtocol.SASL_PLAINTEXT)
        .withListener(MUTUAL, SecurityProtocol.SSL)
        .withListener(FOREIGN, SecurityProtocol.SSL)
        .withScramUser(USER, PASSWORD)
        .withScramUser(POOR, PASSWORD)
        // It is not killed here, so it may be slow for a moment without being given up.
        .withSetting("broker.session.timeout.ms", "9000")
        .withSetting(
            "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer")
        // ANONYMOUS is who comes by the plain listener, as the broker itself does.
        .withSetting("super.users", "User:ANONYMOUS;User:" + USER + ";User:CN=client");
    for (String listener : List.of(SASL_TLS, MUTUAL, FOREIGN)) {
      options = tls(options, listener, listener.equals(FOREIGN) ? foreign : own, certificates);
    }
    return new SecuredBroker(certificates, EmbeddedKafka.ephemeral(options));
  }

  private static EmbeddedKafkaOptions tls(
      EmbeddedKafkaOptions options, String listener, Path keystore, Certificates certificates) {
    String prefix = "listener.name." + listener.toLowerCase(Locale.ROOT) + ".";
    return options
        .withSetting(prefix + "ssl.keystore.type", "PKCS12")
        .withSetting(prefix + "ssl.keystore.location", keystore.toString())
        .withSetting(prefix + "ssl.keystore.password", Certificates.PASSWORD)
        .withSetting(prefix + "ssl.key.password", Certificates.PASSWORD)
        .withSetting(prefix + "ssl.truststore.type", "PKCS12")
        .withSetting(
            prefix + "ssl.truststore.location", certificates.truststore().toString())
        .withSetting(prefix + "ssl.truststore.password", Certificates.PASSWORD)
        .withSetting(prefix + "ssl.client.auth", listener.equals(SASL_TLS) ? "none" : "required");
  }

  Certificates certificates() {
    return certificates;
  }

  String address(String listener) {
    return kafka.bootstrapServers(listener);
  }

  String plainAddress() {
    return kafka.bootstrapServers();
  }

  /** Lets the poor one do this with the topic. */
  void grant(String topic, AclOperation operation) {
    grant(ResourceType.TOPIC, topic, operation);
  }

  void grant(ResourceType type, String name, AclOperation operation) {
    AclBinding right = new AclBinding(
        new ResourcePattern(type, name, PatternType.LITERAL),
        new AccessControlEntry("User:" + POOR, "*", operation, AclPermissionType.ALLOW));
    try (Admin admin = Admin.create(kafka.clientSettings())) {
      admin.createAcls(List.of(right)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Flawless settings for a user of this listener; the password comes from the environment. */
  Map<String, String> sasl(String listener, String user) {
    return Checks.spoiled(
        Checks.flawless(),
        "bootstrap.servers",
        address(listener),
        "security.protocol",
        listener.equals(SASL) ? "SASL_PLAINTEXT" : "SASL_SSL",
        "sasl.mechanism",
        "SCRAM-SHA-512",
        "sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"" + user
            + "\" password=\"${env:PASSWORD}\";");
  }

  Map<String, String> trusting(Map<String, String> settings) {
    return Checks.spoiled(
        settings,
        "ssl.truststore.location",
        certificates.truststore().toString(),
        "ssl.truststore.password",
        Certificates.PASSWORD);
  }

  /** Flawless settings for mutual TLS with stores of this type. */
  Map<String, String> mutual(String type) {
    Map<String, String> settings = Checks.spoiled(
        Checks.flawless(),
        "bootstrap.servers",
        address(MUTUAL),
        "security.protocol",
        "SSL",
        "ssl.keystore.type",
        type,
        "ssl.truststore.type",
        type);
    if (type.equals("PEM")) {
      return Checks.spoiled(
          settings,
          "ssl.truststore.certificates",
          certificates.authorityPem(),
          "ssl.keystore.key",
          Certificates.keyPem(client, "client"),
          "ssl.keystore.certificate.chain",
          Certificates.chainPem(client, "client"));
    }
    Path keys = type.equals("JKS") ? certificates.jks(client) : client;
    Path trust = certificates.truststore();
    return Checks.spoiled(
        settings,
        "ssl.truststore.location",
        (type.equals("JKS") ? certificates.jks(trust) : trust).toString(),
        "ssl.truststore.password",
        Certificates.PASSWORD,
        "ssl.keystore.location",
        keys.toString(),
        "ssl.keystore.password",
        Certificates.PASSWORD,
        "ssl.key.password",
        Certificates.PASSWORD);
  }

  /** A new one. */
  String topic() {
    return NewTopics.create(kafka.clientSettings(), 6, Map.of());
  }

  /** With its references to passwords resolved. */
  static KafkaSettings settings(Map<String, String> given) {
    return KafkaSettings.of(given, ENVIRONMENT::get);
  }

  private static final class Shared {

    static final SecuredBroker BROKER = in(temporary());

    private static Path temporary() {
      try {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "secured-broker");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
