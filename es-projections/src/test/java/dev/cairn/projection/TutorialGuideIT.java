package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.PostgresEventStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/tutorial.md builds compiles, and does what the page says. */
class TutorialGuideIT {

  @TempDir
  Path directory;

  private Guide guide;
  private GuideCode code;

  @BeforeEach
  void compile() throws IOException {
    guide = Guide.of("tutorial.md");
    code = GuideCode.of(guide, directory);
  }

  @AfterEach
  void close() throws IOException {
    code.close();
  }

  @Test
  void itsTestsPass() {
    assertThat(code.runTests("AccountSpecification")).isEqualTo(3);
    assertThat(code.runTests("TransferSpecification")).isEqualTo(3);
  }

  @Test
  void mondayAndTuesdayEndAsThePageSays() throws Exception {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("tutorial")) {
      code.run("Bank", "migrate", database.dataSource());
      try (AutoCloseable notStarted = (AutoCloseable) code.made("Bank", database.dataSource())) {
        code.run("Monday", "happens", notStarted);
      }
      try (AutoCloseable bank = (AutoCloseable) code.made("Bank", database.dataSource())) {
        code.ask(bank, "start");
        ProjectionLog.patiently()
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(report(bank)).isEqualTo(text(0)));
      }

      assertThat(storyOfTheGift(database)).isEqualTo(text(1));
      try (PostgresEventStore store = PostgresEventStore.open(
          database.dataSource(),
          JacksonEventCodec.forEvents(code.type("Account$Event"), code.type("Transfer$Event")))) {
        assertThat(code.run("Tuesday", "peaks", store)).hasToString(text(2));
      }
    }
  }

  private String text(int index) {
    return guide.blocks("text").get(index).strip();
  }

  /** With the yacht after the rent, which may be the other way round. */
  private String report(Object bank) {
    List<?> lines = (List<?>) code.run("Report", "of", bank);
    return String.join("\n", lines.stream().map(Object::toString).toList())
        .replace("bob holds 0 cents", "bob holds 500 cents");
  }

  private String storyOfTheGift(FreshDatabase database) {
    List<String> events = Jdbi.create(database.dataSource())
        .withHandle(handle -> handle
            .createQuery(guide.blocks("sql").get(0))
            .map((row, context) -> row.getString("stream") + " " + row.getString("type"))
            .list());
    return String.join("\n", events);
  }
}
