package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.postgres.LogSchema;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of README.md compiles and does what its comments say. */
class ReadmeIT {

  private static final Path README = Path.of("..", "README.md");
  private static final String STATEMENTS = "\nvar store";

  private static final String IMPORTS = """
      import dev.cairn.aggregate.*;
      import dev.cairn.codec.JacksonEventCodec;
      import dev.cairn.command.*;
      import dev.cairn.event.*;
      import dev.cairn.postgres.PostgresEventStore;
      import dev.cairn.testing.AggregateFixture;
      """;

  /** What the example leaves to the reader. */
  private static final Map<String, String> REST = Map.of(
      "AccountId",
      "record AccountId(String value) {}",
      "OpenAccount",
      IMPORTS + "record OpenAccount(@AggregateId AccountId accountId) {}",
      "Withdraw",
      IMPORTS + "record Withdraw(@AggregateId AccountId accountId, long cents) {}",
      "InsufficientFunds",
      """
          class InsufficientFunds extends RuntimeException {
            InsufficientFunds(AccountId id, long balance, long asked) {
              super(id + " holds " + balance + " and was asked for " + asked);
            }
          }
          """);

  private static final String USE = """
      class Use {
        static long run(String url, String user, String password) {
          var id = new AccountId("1");
          var commandId = EventIds.next();
          %s
          %s
          commands.send(new Withdraw(id, 500), CommandContext.withId(commandId));
          try (store) {
            return commands.load(Account.class, id).orElseThrow().balance();
          }
        }
      }
      """;

  @Test
  void theExampleOfTheReadmeWorks(@TempDir Path classes) throws Exception {
    String example = Snippets.in(README, "java").get(0);
    int statements = example.indexOf(STATEMENTS);
    var sources = new java.util.HashMap<>(REST);
    sources.put("Account", IMPORTS + example.substring(0, statements));
    sources.put(
        "Use",
        IMPORTS + USE.formatted(Snippets.in(README, "java").get(1), example.substring(statements)));
    ClassLoader compiled = Snippets.compile(sources, classes);

    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("readme")) {
      LogSchema.migrate(database.dataSource(), "cairn");
      Method run = compiled
          .loadClass("Use")
          .getDeclaredMethod("run", String.class, String.class, String.class);
      run.setAccessible(true);
      Object balance =
          run.invoke(null, database.jdbcUrl(), database.username(), database.password());

      assertThat(balance).isEqualTo(500L);
    }
  }
}
