package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says of keys and certificates; they are real. */
class StoreChecksTest {

  @TempDir
  static Path directory;

  private static Certificates certificates;
  private static Path keystore;

  @BeforeAll
  static void makeCertificates() {
    certificates = Certificates.in(directory);
    keystore = certificates.keystore("relay");
  }

  @Test
  void acceptsPkcs12() {
    assertThat(Checks.of(mutualTls())).isEmpty();
  }

  @Test
  void acceptsPem() {
    assertThat(Checks.of(pem())).isEmpty();
  }

  @Test
  void acceptsPemInFiles() throws IOException {
    Map<String, String> pem = pem();
    Path both = Files.writeString(
        directory.resolve("both.pem"),
        pem.get("ssl.keystore.key") + pem.get("ssl.keystore.certificate.chain"));
    pem.remove("ssl.keystore.key");
    pem.remove("ssl.keystore.certificate.chain");
    pem.put("ssl.keystore.location", both.toString());
    pem.remove("ssl.truststore.certificates");
    pem.put("ssl.truststore.location", directory.resolve("authority.pem").toString());

    assertThat(Checks.of(pem)).isEmpty();
  }

  @Test
  void refusesAFileThatIsNotThere() {
    assertThat(Checks.of(
            Checks.spoiled(mutualTls(), "ssl.truststore.location", directory.resolve("none") + "")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.key()).isEqualTo("ssl.truststore.location");
          assertThat(finding.problem()).contains("not there");
        });
    assertThat(Checks.of(Checks.spoiled(mutualTls(), "ssl.keystore.location", directory + "")))
        .extracting(Finding::key)
        .containsExactly("ssl.keystore.location");
  }

  @Test
  void refusesAWrongPassword() {
    assertThat(Checks.of(Checks.spoiled(mutualTls(), "ssl.keystore.password", "Xyzzy-71")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.key()).isEqualTo("ssl.keystore");
          assertThat(finding.problem()).contains("password was incorrect");
          assertThat(finding.toString()).doesNotContain("Xyzzy-71");
        });
  }

  @Test
  void refusesAWrongType() {
    assertThat(Checks.of(Checks.spoiled(mutualTls(), "ssl.truststore.type", "PEM")))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "ssl.truststore"));
  }

  @Test
  void refusesAMissingPassword() {
    assertThat(Checks.of(Checks.without(mutualTls(), "ssl.keystore.password")))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "ssl.keystore"));
  }

  @Test
  void refusesPemThatIsNoneWithoutRepeatingIt() {
    assertThat(Checks.of(Checks.spoiled(pem(), "ssl.keystore.key", "Xyzzy-71")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.key()).isEqualTo("ssl.keystore");
          assertThat(finding.toString()).doesNotContain("Xyzzy-71");
        });
  }

  @Test
  void refusesAnExpiredKey() {
    Path expired = certificates.keystore("expired", "-20d", 10);

    assertThat(Checks.of(Checks.spoiled(mutualTls(), "ssl.keystore.location", expired + "")))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(ERROR);
          assertThat(finding.problem()).startsWith("certificate 'expired' expired at ");
        });
  }

  @Test
  void warnsOfAKeyThatExpiresSoon() {
    assertThat(findingsIn(Duration.ofDays(80))).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.problem()).startsWith("certificate 'relay' expires at ");
    });
    assertThat(findingsIn(Duration.ofDays(60))).isEmpty();
  }

  @Test
  void refusesAKeyThatIsNotValidYet() {
    assertThat(findingsIn(Duration.ofDays(-10))).isNotEmpty().allSatisfy(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.problem()).contains("is valid from ");
    });
  }

  @Test
  void warnsOfAnExpiredAuthority() {
    assertThat(findingsIn(Duration.ofDays(400)))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "ssl.keystore"), tuple(WARNING, "ssl.truststore"));
  }

  private static List<Finding> findingsIn(Duration future) {
    return KafkaSettingsCheck.of(KafkaSettings.of(mutualTls()), RelayWants.defaults())
        .withClock(Clock.offset(Clock.systemUTC(), future))
        .runOffline()
        .findings();
  }

  private static Map<String, String> mutualTls() {
    return Checks.spoiled(
        Checks.flawless(),
        "security.protocol",
        "SSL",
        "ssl.truststore.location",
        certificates.truststore().toString(),
        "ssl.truststore.password",
        Certificates.PASSWORD,
        "ssl.truststore.type",
        "PKCS12",
        "ssl.keystore.location",
        keystore.toString(),
        "ssl.keystore.password",
        Certificates.PASSWORD);
  }

  private static Map<String, String> pem() {
    return Checks.spoiled(
        Checks.flawless(),
        "security.protocol",
        "SSL",
        "ssl.truststore.type",
        "PEM",
        "ssl.truststore.certificates",
        certificates.authorityPem(),
        "ssl.keystore.type",
        "PEM",
        "ssl.keystore.key",
        Certificates.keyPem(keystore, "relay"),
        "ssl.keystore.certificate.chain",
        Certificates.chainPem(keystore, "relay"));
  }
}
