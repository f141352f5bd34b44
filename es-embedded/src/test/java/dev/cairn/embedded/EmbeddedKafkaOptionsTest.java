package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedKafkaOptionsTest {

  private static final EmbeddedKafkaOptions DEFAULTS = EmbeddedKafkaOptions.defaults();

  @Test
  void settingsListenersAndUsersAreAddedToTheOthers() {
    EmbeddedKafkaOptions options = DEFAULTS
        .withSettings(Map.of("message.max.bytes", "2000", "auto.create.topics.enable", "true"))
        .withListener("ONE", SecurityProtocol.SSL)
        .withListener("TWO", SecurityProtocol.SASL_SSL)
        .withScramUser("anna", "a")
        .withScramUser("berta", "b");
    assertThat(options.settings())
        .containsEntry("message.max.bytes", "2000")
        .containsEntry("auto.create.topics.enable", "true")
        .containsEntry("group.initial.rebalance.delay.ms", "0");
    assertThat(options.listeners()).containsOnlyKeys("ONE", "TWO");
    assertThat(options.scramUsers()).containsOnlyKeys("anna", "berta");
    assertThat(DEFAULTS.settings()).containsEntry("auto.create.topics.enable", "false");
  }

  @Test
  void laterChangesOfAMapChangeNothing() {
    Map<String, String> settings = new HashMap<>();
    EmbeddedKafkaOptions options = new EmbeddedKafkaOptions(
        0, settings, Map.of(), Map.of(), 64, true, Duration.ofSeconds(1), Duration.ofSeconds(1));
    settings.put("message.max.bytes", "1");
    assertThat(options.settings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"listeners", "log.dirs", "node.id", "process.roles", "x=y", "", "Log.dir"})
  void settingsThatAreNoneOrTheServersOwnAreRefused(String name) {
    assertThatThrownBy(() -> DEFAULTS.withSetting(name, "1"))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PLAINTEXT", "CONTROLLER", "lower", "A:B", ""})
  void listenersThatAreThereOrCannotBeNamedSoAreRefused(String name) {
    assertThatThrownBy(() -> DEFAULTS.withListener(name, SecurityProtocol.SSL))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining(name);
  }

  @Test
  void usersNeedANameAndAPassword() {
    assertThatThrownBy(() -> DEFAULTS.withScramUser("", "x"))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> DEFAULTS.withScramUser("x", ""))
        .isInstanceOf(InvalidServerOptionException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void portsThatDoNotExistAreRefused(int port) {
    assertThatThrownBy(() -> DEFAULTS.withPort(port))
        .isInstanceOfSatisfying(
            InvalidServerOptionException.class, e -> assertThat(e.option()).isEqualTo("port"));
  }

  @Test
  void timesAndHeapMustSuffice() {
    assertThatThrownBy(() -> DEFAULTS.withStartTimeout(Duration.ZERO))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> DEFAULTS.withStopTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> DEFAULTS.withHeapMegabytes(32))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining("32 MB");
  }

  @Test
  void secretsAreNotInItsText() {
    EmbeddedKafkaOptions options =
        DEFAULTS.withSetting("ssl.keystore.password", "secret").withScramUser("anna", "secret");
    assertThat(options.toString())
        .contains("ssl.keystore.password", "anna")
        .doesNotContain("secret");
  }
}
