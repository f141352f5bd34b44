package dev.cairn.outbox.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.security.JaasContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets get in where they are referred to, and nowhere else. */
class SecretReferencesTest {

  private static final String SCRAM =
      "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"relay\"";

  @TempDir
  Path directory;

  @Test
  void readsAVariable() {
    assertThat(resolved("client.id", "relay-${env:NODE}-a", Map.of("NODE", "7")))
        .isEqualTo("relay-7-a");
  }

  @Test
  void readsAFileWithoutTheNewlineAtItsEnd() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), " two\nlines \n");
    Path windows = Files.writeString(directory.resolve("windows"), "line\r\n");

    assertThat(resolved("ssl.key.password", "${file:" + file + "}", Map.of()))
        .isEqualTo(" two\nlines ");
    assertThat(resolved("ssl.key.password", "${file:" + windows + "}", Map.of()))
        .isEqualTo("line");
  }

  @Test
  void putsSeveralIntoOneValue() {
    assertThat(resolved("client.id", "${env:A}${env:B}, ${env:A}", Map.of("A", "1", "B", "2")))
        .isEqualTo("12, 1");
  }

  @Test
  void leavesWhatIsNoReference() {
    for (String text :
        new String[] {"$", "${", "${}", "${x}", "a$b{c}", "$\\{env:A}", "pa$$word"}) {
      assertThat(resolved("ssl.key.password", text, Map.of())).isEqualTo(text);
    }
  }

  @Test
  void aDoubledDollarIsAPlainOne() {
    assertThat(resolved("ssl.key.password", "x$${env:A}$${vault:b}", Map.of("A", "1")))
        .isEqualTo("x${env:A}${vault:b}");
  }

  @Test
  void doesNotLookIntoWhatItPutIn() {
    assertThat(resolved("ssl.key.password", "${env:A}", Map.of("A", "${env:B}$1\\", "B", "no")))
        .isEqualTo("${env:B}$1\\");
  }

  @Test
  void namesEveryReferenceThatLeadsNowhere() {
    Map<String, String> settings = Map.of(
        "client.id", "${env:NODE}",
        "sasl.jaas.config", SCRAM + " password=\"top-secret-${env:PASSWORD}\";",
        "ssl.key.password", "${file:" + directory.resolve("none") + "}",
        "ssl.keystore.password", "${file:" + directory + "}",
        "ssl.truststore.password", "top-secret-${vault:part-of-it}");

    UnresolvedReferencesException thrown = catchThrowableOfType(
        UnresolvedReferencesException.class,
        () -> KafkaSettings.of(settings, Map.of("OTHER", "top-secret-other")::get));

    assertThat(thrown.references())
        .extracting(reference -> reference.key() + ": " + reference.source())
        .containsExactlyInAnyOrder(
            "client.id: environment variable NODE",
            "sasl.jaas.config: environment variable PASSWORD",
            "ssl.key.password: file " + directory.resolve("none"),
            "ssl.keystore.password: file " + directory,
            "ssl.truststore.password: another source");
    assertThat(thrown)
        .hasMessageContaining("environment variable PASSWORD, which is not set")
        .hasMessageContaining("none, which does not exist")
        .hasMessageContaining("which is a directory");
    assertThat(thrown.toString()).doesNotContain("top-secret").doesNotContain("part-of-it");
  }

  @Test
  void refusesAFileThatIsNoText() throws IOException {
    Path binary = Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, 0, 1});

    assertThatThrownBy(() -> resolved("ssl.key.password", "${file:" + binary + "}", Map.of()))
        .hasMessageContaining("is not text in UTF-8");
  }

  @Test
  void refusesAFileThatNeverEnds() {
    assertThatThrownBy(() -> resolved("ssl.key.password", "${file:/dev/zero}", Map.of()))
        .hasMessageContaining("is longer than");
  }

  @Test
  void leavesReferencesToKafkasOwnProviders() {
    KafkaSettings settings = KafkaSettings.of(
        Map.of(
            "config.providers", "file, vault",
            "config.providers.vault.class", "com.example.Vault",
            "ssl.key.password", "${file:/x:y}",
            "ssl.keystore.password", "${vault:z}",
            "client.id", "${env:A}"),
        Map.of("A", "1")::get);

    assertThat(settings.producer())
        .containsEntry("ssl.key.password", "${file:/x:y}")
        .containsEntry("ssl.keystore.password", "${vault:z}")
        .containsEntry("client.id", "1")
        .containsKey("config.providers.vault.class");
  }

  @Test
  void anyPasswordFitsIntoAJaasConfiguration() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String letters = "\"\\'; =\n\r\t$%{}()/*#ax1ü€";
    for (int i = 0; i < 2000; i++) {
      String password = random
          .ints(1 + random.nextInt(12), 0, letters.length())
          .mapToObj(at -> letters.substring(at, at + 1))
          .reduce("", String::concat);

      String jaas =
          resolved("sasl.jaas.config", SCRAM + " password=\"${env:P}\";", Map.of("P", password));

      assertThat(passwordIn(jaas)).as("seed %s, password %s", seed, password).isEqualTo(password);
    }
  }

  @Test
  void aWholeJaasConfigurationIsPutInAsItIs() {
    String jaas = SCRAM + " password=\"a\\\"b\";";

    assertThat(resolved("sasl.jaas.config", "${env:JAAS}", Map.of("JAAS", jaas)))
        .isEqualTo(jaas);
  }

  private static @Nullable Object passwordIn(String jaas) {
    return JaasContext.loadClientContext(Map.of("sasl.jaas.config", new Password(jaas)))
        .configurationEntries()
        .get(0)
        .getOptions()
        .get("password");
  }

  private static String resolved(String key, String value, Map<String, String> environment) {
    return String.valueOf(
        KafkaSettings.of(Map.of(key, value), environment::get).values().get(key));
  }
}
