package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check says of protocols, logins and trust. */
class SecurityChecksTest {

  private static final String OAUTH_JAAS =
      "org.apache.kafka.common.security.oauthbearer.OAuthBearerLoginModule required;";

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1:9092", "kafka.invalid:9092", "127.0.0.1:9092,[2001:db8::1]:9092"})
  void warnsOfClearTextToAnotherMachine(String brokers) {
    List<Finding> findings = Checks.with("bootstrap.servers", brokers);

    assertThat(findings)
        .filteredOn(finding -> finding.severity() == WARNING)
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.key()).isEqualTo("security.protocol");
          assertThat(finding.problem()).startsWith("is PLAINTEXT by default").doesNotContain("127");
          assertThat(finding.why()).startsWith("All events");
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9092", "127.0.0.1:9092", "127.1.2.3:9092", "[::1]:9092"})
  void saysNothingOfClearTextOnThisMachine(String broker) {
    assertThat(Checks.with("bootstrap.servers", broker)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "PLAIN, plain.PlainLoginModule, The credentials of PLAIN and all events",
    "SCRAM-SHA-512, scram.ScramLoginModule, All events"
  })
  void saysWhetherThePasswordIsReadableToo(String mechanism, String module, String why) {
    List<Finding> findings = Checks.with(
        "bootstrap.servers",
        "192.0.2.1:1,192.0.2.2:1",
        "security.protocol",
        "SASL_PLAINTEXT",
        "sasl.mechanism",
        mechanism,
        "sasl.jaas.config",
        "org.apache.kafka.common.security." + module
            + " required username=\"a\" password=\"Xyzzy-71\";");

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.why()).startsWith(why);
      assertThat(finding.problem()).contains("192.0.2.1:1, 192.0.2.2:1");
    });
  }

  @Test
  void warnsOfSecurityThatIsNotSwitchedOn() {
    Map<String, String> sasl = Checks.without(Checks.flawlessSasl(), "security.protocol");

    assertThat(Checks.of(sasl)).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.problem())
          .isEqualTo(
              "is PLAINTEXT by default, so that sasl.jaas.config, sasl.mechanism have no effect.");
      assertThat(finding.remedy()).startsWith("Set it to SASL_SSL");
    });
    assertThat(Checks.with("ssl.truststore.location", "/t.p12"))
        .singleElement()
        .extracting(Finding::remedy)
        .asString()
        .startsWith("Set it to SSL or SASL_SSL");
    assertThat(Checks.with("security.protocol", "SSL", "sasl.mechanism", "PLAIN"))
        .extracting(Finding::problem)
        .contains("is SSL, so that sasl.mechanism has no effect.");
  }

  @Test
  void acceptsScramOverTls() {
    assertThat(Checks.of(Checks.flawlessSasl()))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(INFO, "ssl.truststore.location"));
  }

  @Test
  void refusesALoginWithNothingToLogInWith() {
    assertThat(errors(Checks.without(Checks.flawlessSasl(), "sasl.jaas.config")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.key()).isEqualTo("sasl.jaas.config");
          assertThat(finding.problem()).startsWith("is missing");
          assertThat(finding.remedy()).contains("scram.ScramLoginModule required username=");
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=\"Xyzzy-71\"",
        "required username=\"a\" password=\"Xyzzy-71\";",
        "org.apache.kafka.common.security.scram.ScramLoginModule required password=Xyz zy-71;",
        "org.apache.kafka.common.security.scram.ScramLoginModule required; a.B required;",
        "com.sun.security.auth.module.JndiLoginModule required password=\"Xyzzy-71\";",
        "Xyzzy-71"
      })
  void refusesAJaasConfigurationThatIsNone(String jaas) {
    assertThat(errors(Checks.spoiled(Checks.flawlessSasl(), "sasl.jaas.config", jaas)))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.key()).isEqualTo("sasl.jaas.config");
          assertThat(finding.problem()).startsWith("is not of the form");
          assertThat(finding.toString()).doesNotContain("Xyz").doesNotContain("zy-71");
        });
  }

  @Test
  void refusesAModuleForAnotherMechanism() {
    assertThat(errors(Checks.spoiled(Checks.flawlessSasl(), "sasl.mechanism", "PLAIN")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.problem()).contains("ScramLoginModule").contains("PLAIN");
          assertThat(finding.remedy()).contains("plain.PlainLoginModule");
        });
  }

  @Test
  void refusesAMechanismThatNobodyKnows() {
    assertThat(errors(Checks.spoiled(Checks.flawlessSasl(), "sasl.mechanism", "SCRAM-SHA512")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.key()).isEqualTo("sasl.mechanism");
          assertThat(finding.remedy()).contains("SCRAM-SHA-512");
        });
  }

  @Test
  void warnsThatTheMechanismIsKerberosByDefault() {
    assertThat(Checks.of(Checks.without(Checks.flawlessSasl(), "sasl.mechanism")))
        .filteredOn(finding -> finding.key().equals("sasl.mechanism"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(WARNING);
          assertThat(finding.why()).contains("GSSAPI");
        });
  }

  @Test
  void refusesATokenUrlThatTheJvmMayNotAsk() {
    String allowed = "org.apache.kafka.sasl.oauthbearer.allowed.urls";
    Map<String, String> settings = Checks.spoiled(
        Checks.flawlessSasl(),
        "sasl.mechanism",
        "OAUTHBEARER",
        "sasl.jaas.config",
        OAUTH_JAAS,
        "sasl.oauthbearer.token.endpoint.url",
        "https://idp/token");

    assertThat(errors(settings)).singleElement().satisfies(finding -> {
      assertThat(finding.key()).isEqualTo("sasl.oauthbearer.token.endpoint.url");
      assertThat(finding.remedy()).contains("-D" + allowed);
    });
    System.setProperty(allowed, "https://other/token, https://idp/token");
    try {
      assertThat(errors(settings)).isEmpty();
    } finally {
      System.clearProperty(allowed);
    }
  }

  @Test
  void warnsOfHostNamesThatNobodyVerifies() {
    Map<String, String> settings =
        Checks.spoiled(Checks.flawlessSasl(), "ssl.endpoint.identification.algorithm", "");

    assertThat(Checks.of(settings))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(WARNING, "ssl.endpoint.identification.algorithm"));
    settings.put("ssl.endpoint.identification.algorithm", "https");
    assertThat(Checks.of(settings)).extracting(Finding::severity).doesNotContain(WARNING);
  }

  private static List<Finding> errors(Map<String, String> settings) {
    return Checks.of(settings).stream()
        .filter(finding -> finding.severity() == ERROR)
        .toList();
  }
}
