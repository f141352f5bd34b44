package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import dev.cairn.outbox.Guide;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/consuming.md says of the consumer compiles, and does what it says. */
final class ConsumingGuideIT {

  private final Guide guide;

  ConsumingGuideIT() throws IOException {
    guide = Guide.of("consuming.md");
  }

  @Test
  void itsExamplesWork(@TempDir Path directory) throws Exception {
    try (TestTopic topic = new TestTopic(QuickKafka.server(), "bank.account", 2);
        TestDatabase database = new TestDatabase();
        URLClassLoader classes = guide.compiled(directory)) {
      database
          .jdbi()
          .useHandle(handle -> handle.execute(
              "create table balances (account text primary key, cents bigint not null)"));
      topic.publishAs("account-opened", "account-1", "{}");
      topic.publishAs("money-deposited", "account-1", "{\"cents\": 500}");
      topic.publishAs("money-deposited", "account-1", "{\"cents\": 42}");
      List<String> mails = new CopyOnWriteArrayList<>();

      Method balances =
          classes.loadClass("Balances").getDeclaredMethod("start", Map.class, DataSource.class);
      Method sending =
          classes.loadClass("Mails").getDeclaredMethod("start", Map.class, EventHandler.class);
      balances.setAccessible(true);
      sending.setAccessible(true);
      Map<String, Object> kafka = QuickKafka.server().clientSettings();
      EventHandler handler = event -> mails.add(event.type());
      try (EventConsumer first =
              (EventConsumer) balances.invoke(null, kafka, database.dataSource());
          EventConsumer second = (EventConsumer) sending.invoke(null, kafka, handler)) {
        eventually(() -> assertThat(
                database.number("select cents from balances where account = 'account-1'"))
            .isEqualTo(542));
        eventually(() -> assertThat(mails)
            .containsExactly("account-opened", "money-deposited", "money-deposited"));
        assertThat(first.group()).isEqualTo("balances");
        assertThat(second.group()).isEqualTo("mails");
      }
    }
  }

  @Test
  void noExampleOfItIsLeftOut() {
    assertThat(guide.blocks("java"))
        .extracting(Guide::className)
        .containsExactly("Balances", "Mails");
    assertThat(guide.blocks("sql")).hasSize(3);
  }

  @Test
  void itsMigrationMakesTheTablesThatTheConsumerNeeds() {
    assertThat(guide.blocks("sql").get(0)).isEqualTo(OffsetTable.inSearchPath().sql());
    assertThat(OffsetTable.inSchema("app").sql())
        .contains("exists app.cairn_consumer_offsets (", "exists app.cairn_consumer_parked_keys (");
  }

  @Test
  void itNamesEveryHeaderOfADeadLetter() throws Exception {
    for (var field : DeadLetterHeaders.class.getFields()) {
      assertThat(guide.text()).contains("`" + field.get(null) + "`");
    }
  }

  /** The tables for programs in other languages, and the statement with the version in place of the id. */
  @Test
  void itsVersionedEffectHappensOncePerEvent() {
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("versions")) {
      long cents = Jdbi.create(database.dataSource()).withHandle(handle -> {
        handle.execute(guide.blocks("sql").get(1));
        handle.execute("alter table balances add column version bigint not null");
        for (long version : new long[] {1, 2, 1, 2, 4}) {
          handle
              .createUpdate(guide.blocks("sql").get(2))
              .bind("account", "account:1")
              .bind("version", version)
              .bind("cents", 100 * version)
              .execute();
        }
        return handle.select("select cents from balances").mapTo(Long.class).one();
      });
      assertThat(cents).isEqualTo(100 + 200 + 400);
    }
  }
}
