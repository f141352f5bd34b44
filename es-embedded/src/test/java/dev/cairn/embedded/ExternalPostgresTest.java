package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalPostgresTest {

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://host:5432/old,          jdbc:postgresql://host:5432/new",
    "jdbc:postgresql://host:5432/old?ssl=true, jdbc:postgresql://host:5432/new?ssl=true",
    "jdbc:postgresql://a:1;b:2/old,            jdbc:postgresql://a:1;b:2/new",
    "jdbc:postgresql://[::1]:5432/old,         jdbc:postgresql://[::1]:5432/new",
    "jdbc:postgresql://host/,                  jdbc:postgresql://host/new",
    "jdbc:postgresql:old,                      jdbc:postgresql:new",
  })
  void onlyTheDatabaseChangesInItsUrl(String url, String other) {
    assertThat(new ExternalPostgres(url, "u", "p").jdbcUrl("new")).isEqualTo(other);
  }

  @Test
  void userAndPasswordMayBeInTheUrl() {
    String url = "jdbc:postgresql://host/db?user=anna&password=secret";
    ExternalPostgres inUrl = new ExternalPostgres(url, "", "");
    assertThat(inUrl.username()).isEqualTo("anna");
    assertThat(inUrl.password()).isEqualTo("secret");
    ExternalPostgres given = new ExternalPostgres(url, "berta", "other");
    assertThat(given.username()).isEqualTo("berta");
    assertThat(given.password()).isEqualTo("other");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://host/db",
        "postgres://host/db",
        "host:5432",
        "jdbc:postgresql://h:x/d",
        "jdbc:postgresql://host"
      })
  void otherUrlsAreRefused(String url) {
    assertThatThrownBy(() -> new ExternalPostgres(url, "u", "p"))
        .isInstanceOf(InvalidServerOptionException.class)
        .hasMessageContaining("jdbc:postgresql://host:port/database");
  }
}
