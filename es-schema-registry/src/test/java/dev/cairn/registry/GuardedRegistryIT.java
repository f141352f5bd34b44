package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS and a login, before a real registry. */
class GuardedRegistryIT {

  private static final RegistrySchema SCHEMA = RegistrySchema.avro("\"long\"");

  @TempDir
  Path directory;

  private final String subject = OwnRegistry.freshSubject();
  private GuardedRegistry guard;

  @BeforeEach
  void start() throws Exception {
    guard = new GuardedRegistry(OwnRegistry.server().url(), directory);
  }

  @AfterEach
  void close() {
    guard.close();
  }

  private RegistrySettings trusting() {
    return RegistrySettings.at(guard.url()).withTrustedCertificates(guard.certificate());
  }

  @Test
  void whoTrustsTheCertificateAndKnowsThePasswordIsLetIn() {
    SchemaRegistry registry = HttpSchemaRegistry.at(trusting().withBasicAuth("ann", "s3cret"));

    int id = registry.register(subject, SCHEMA);

    assertThat(OwnRegistry.client().schema(id)).isEqualTo(SCHEMA);
    assertThat(registry.uriOf(id).toString()).startsWith(guard.url()).doesNotContain("s3cret");
  }

  @Test
  void whoKnowsAnotherPasswordIsNot() {
    assertThatThrownBy(() -> HttpSchemaRegistry.at(trusting().withBasicAuth("ann", "wrong"))
            .register(subject, SCHEMA))
        .isInstanceOfSatisfying(
            RegistryAccessException.class,
            refused -> assertThat(refused.status()).isEqualTo(401))
        .hasMessageNotContaining("wrong");
    assertThatThrownBy(() -> HttpSchemaRegistry.at(trusting()).register(subject, SCHEMA))
        .isInstanceOf(RegistryAccessException.class);
  }

  @Test
  void nothingIsSentToWhomNobodyTrusts() {
    assertThatThrownBy(() -> HttpSchemaRegistry.at(
                RegistrySettings.at(guard.url()).withBasicAuth("ann", "s3cret").withAttempts(1))
            .register(subject, SCHEMA))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("cannot be trusted");
  }
}
