package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.command.Commands;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/processes.md do what the page says. */
class ProcessesGuideIT {

  @TempDir
  Path directory;

  private Guide guide;
  private GuideCode code;

  @BeforeEach
  void compile() throws IOException {
    guide = Guide.of("processes.md");
    code = GuideCode.of(guide, directory);
  }

  @AfterEach
  void close() throws IOException {
    code.close();
  }

  @Test
  void theTestsOfThePagePass() {
    assertThat(code.runTests("TransferSpecification")).isEqualTo(3);
  }

  @Test
  void transfersEndAsThePageSays() {
    try (ProjectionLog log = ProjectionLog.create()) {
      PostgresEventStore store = log.closing(PostgresEventStore.open(
          log.pool(),
          JacksonEventCodec.forEvents(code.type("Account$Event"), code.type("Transfer$Event")),
          PostgresSettings.defaults().withSchema(log.schema())));
      Projections projections = log.closing((Projections) code.run("Running", "start", store));
      Commands commands = (Commands) code.run("Running", "commands", store);
      commands.send(code.made("Account$Open", "ada", 700L));
      commands.send(code.made("Account$Open", "bob", 0L));
      request(commands, "done", "ada", "bob", 300);
      request(commands, "stray", "ada", "nobody", 300);
      request(commands, "large", "ada", "bob", 7_000);
      request(commands, "stuck", "eve", "bob", 10);

      awaitOutcome(commands, "done", "completed");
      awaitOutcome(commands, "stray", "there is no nobody");
      awaitOutcome(commands, "large", "ada holds ");
      ProjectionLog.patiently()
          .untilAsserted(() -> assertThat((List<?>) code.run("Operating", "tryAgain", projections))
              .singleElement()
              .asString()
              .startsWith("Account.Send of stuck: There is no account:eve yet"));
      String query = guide.blocks("sql").get(0).replace("cairn_read", "@_read");
      assertThat(log.rows(query, row -> row.getString("key") + " to " + row.getString("receiver")))
          .containsExactly("stuck to bob");

      commands.send(code.made("Account$Open", "eve", 10L));
      awaitOutcome(commands, "stuck", "completed");
      assertThat(state(commands, "Account", "ada")).isEqualTo("Account[id=ada, cents=400]");
      assertThat(state(commands, "Account", "bob")).isEqualTo("Account[id=bob, cents=310]");
    }
  }

  private void request(Commands commands, String name, String from, String to, long cents) {
    commands.send(code.made("Transfer$Request", name, from, to, cents));
  }

  private void awaitOutcome(Commands commands, String transfer, String outcome) {
    ProjectionLog.patiently()
        .untilAsserted(() -> assertThat(state(commands, "Transfer", transfer))
            .startsWith("Transfer[outcome=" + outcome));
  }

  private String state(Commands commands, String aggregate, String id) {
    return commands.load(code.type(aggregate), id).orElseThrow().toString();
  }
}
