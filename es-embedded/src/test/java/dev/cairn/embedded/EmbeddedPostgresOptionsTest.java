package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresOptionsTest {

  private static final EmbeddedPostgresOptions DEFAULTS = EmbeddedPostgresOptions.defaults();

  @Test
  void settingsAreAddedToTheDefaults() {
    EmbeddedPostgresOptions options =
        DEFAULTS.withSettings(Map.of("wal_level", "logical", "max_connections", "20"));
    assertThat(options.settings())
        .containsEntry("wal_level", "logical")
        .containsEntry("max_connections", "20")
        .containsEntry("fsync", "on");
    assertThat(DEFAULTS.settings()).containsEntry("max_connections", "200");
  }

  @Test
  void laterChangesOfAMapChangeNothing() {
    Map<String, String> settings = new HashMap<>();
    EmbeddedPostgresOptions options =
        new EmbeddedPostgresOptions(0, settings, Duration.ofSeconds(1), Duration.ofSeconds(1));
    settings.put("work_mem", "1MB");
    assertThat(options.settings()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"port", "data_directory", "listen_addresses", "x=y", "", "-c", "Fsync"})
  void settingsThatAreNoneOrTheServersOwnAreRefused(String name) {
    assertThatThrownBy(() -> DEFAULTS.withSetting(name, "1"))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining(name);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 65536})
  void portsThatDoNotExistAreRefused(int port) {
    assertThatThrownBy(() -> DEFAULTS.withPort(port))
        .isInstanceOfSatisfying(
            InvalidServerOptionException.class, e -> assertThat(e.option()).isEqualTo("port"));
  }

  @Test
  void timeoutsMustBePositive() {
    assertThatThrownBy(() -> DEFAULTS.withStartTimeout(Duration.ZERO))
        .isInstanceOf(InvalidServerOptionException.class);
    assertThatThrownBy(() -> DEFAULTS.withStopTimeout(Duration.ofSeconds(-1)))
        .isInstanceOf(InvalidServerOptionException.class);
  }
}
