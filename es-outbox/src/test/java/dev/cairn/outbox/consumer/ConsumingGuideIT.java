package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What docs/consuming.md says of the consumer compiles, and does what it says. */
@Timeout(60)
final class ConsumingGuideIT {

  private static final Path GUIDE = Path.of("..", "docs", "consuming.md");

  @Test
  void itsExamplesWork(@TempDir Path directory) throws Exception {
    try (TestTopic topic = new TestTopic(QuickKafka.server(), "bank.account", 2);
        TestDatabase database = new TestDatabase();
        URLClassLoader classes = compiled(directory)) {
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
  void itsMigrationMakesTheTablesThatTheConsumerNeeds() throws IOException {
    assertThat(blocks("sql")).containsExactly(OffsetTable.inSearchPath().sql());
    assertThat(OffsetTable.inSchema("app").sql())
        .contains("exists app.cairn_consumer_offsets (", "exists app.cairn_consumer_parked_keys (");
  }

  @Test
  void itNamesEveryHeaderOfADeadLetter() throws Exception {
    String guide = Files.readString(GUIDE);
    for (var field : DeadLetterHeaders.class.getFields()) {
      assertThat(guide).contains("`" + field.get(null) + "`");
    }
  }

  private static URLClassLoader compiled(Path directory) throws IOException {
    List<String> arguments = new ArrayList<>(
        List.of("-d", directory.toString(), "-classpath", System.getProperty("java.class.path")));
    for (String block : blocks("java")) {
      String name = block.substring("// ".length(), block.indexOf('\n'));
      arguments.add(Files.writeString(directory.resolve(name), block).toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result = ToolProvider.getSystemJavaCompiler()
        .run(null, messages, messages, arguments.toArray(new String[0]));
    assertThat(result).as(messages.toString(StandardCharsets.UTF_8)).isZero();
    return new URLClassLoader(
        new URL[] {directory.toUri().toURL()}, ConsumingGuideIT.class.getClassLoader());
  }

  /** The blocks of a language, as far as they are about the consumer. */
  private static List<String> blocks(String language) throws IOException {
    Matcher block = Pattern.compile(
            "^```" + language + "\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(Files.readString(GUIDE));
    return block
        .results()
        .map(found -> found.group(1))
        .filter(text -> text.contains("consumer"))
        .toList();
  }
}
