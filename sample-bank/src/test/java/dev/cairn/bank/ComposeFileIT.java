package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** The server understands what docker-compose.yml tells it. */
class ComposeFileIT {

  private static final Pattern SETTING = Pattern.compile(" -c (\\w+)=(\\w+)");

  @Test
  void theDatabaseUnderstandsItsSettings() {
    String command = ComposeFile.read().at("/services/postgres/command").asText();
    List<MatchResult> settings = SETTING.matcher(command).results().toList();
    assertThat(SETTING.matcher(command).replaceAll("")).isEqualTo("postgres");
    assertThat(settings).isNotEmpty();

    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("compose")) {
      Jdbi.create(database.dataSource()).useTransaction(handle -> {
        for (MatchResult setting : settings) {
          handle
              .createQuery("select set_config(:name, :value, true)")
              .bind("name", setting.group(1))
              .bind("value", setting.group(2))
              .mapTo(String.class)
              .one();
        }
      });
    }
  }
}
