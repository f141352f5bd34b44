package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrySettingsTest {

  @TempDir
  Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "registry.example",
        "ftp://registry.example",
        "https://",
        "https:///apis",
        "https://registry.example?x=1",
        "https://registry.example#top",
        "http://registry.example:port",
        "http://a b"
      })
  void whatIsNoAddressIsRefused(String url) {
    assertThatThrownBy(() -> RegistrySettings.at(url))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("URL of the schema registry");
  }

  /** It would be in headers, messages and logs. */
  @Test
  void aPasswordInTheAddressIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> RegistrySettings.at("https://ann:s3cret@registry.example"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("withBasicAuth")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void thePasswordIsNotShown() {
    RegistrySettings settings =
        RegistrySettings.at("https://registry.example/apis/").withBasicAuth("ann", "s3cret");

    assertThat(settings.toString()).contains("ann").doesNotContain("s3cret");
    assertThat(settings.url().toString()).isEqualTo("https://registry.example/apis");
  }

  @Test
  void whatCannotBeIsRefused() {
    RegistrySettings settings = RegistrySettings.at("https://registry.example");

    assertThatThrownBy(() -> settings.withBasicAuth("a:b", "c"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> settings.withTimeout(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> settings.withConnectTimeout(Duration.ofHours(1)))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> settings.withAttempts(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> settings.withLargestAnswer(0))
        .isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no certificate"})
  void aFileWithoutCertificatesIsRefused(String text) throws IOException {
    Path pem = Files.writeString(directory.resolve("ca.pem"), text);

    assertThatThrownBy(
            () -> RegistrySettings.at("https://registry.example").withTrustedCertificates(pem))
        .isInstanceOfSatisfying(
            UnreadableCertificatesException.class,
            unreadable -> assertThat(unreadable.file()).isEqualTo(pem));
    assertThatThrownBy(() -> RegistrySettings.at("https://registry.example")
            .withTrustedCertificates(directory.resolve("missing.pem")))
        .isInstanceOf(UnreadableCertificatesException.class);
  }
}
