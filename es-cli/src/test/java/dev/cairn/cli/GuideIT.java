package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.outbox.Outbox;
import dev.cairn.outbox.OutboxMessage;
import dev.cairn.outbox.Route;
import dev.cairn.outbox.TopicRouting;
import dev.cairn.projection.Projections;
import dev.cairn.store.ExpectedVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/cli.md shows is what happens, command by command. */
final class GuideIT {

  private static final Path GUIDE = Path.of("..", "docs", "cli.md");
  private static final Pattern BLOCK =
      Pattern.compile("^```(sh|json)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final UUID ID = UUID.fromString("0198c2a4-6f1e-7c3a-9a55-0d2f6f0f6b1e");

  @TempDir
  private Path backup;

  private record Shown(String command, String json) {}

  @Test
  void everyCommandWorksAndItsJsonHasTheFieldsThatAreShown() throws IOException {
    try (OperatedLog log = new OperatedLog(Thanks::projections)) {
      prepare(log);
      List<Shown> all = shown();
      assertThat(all).hasSizeGreaterThan(45);
      for (Shown shown : all) {
        parkTheMessage(log);
        prepare(log, shown.command());
        CommandRun run =
            run(log, CommandRun.words(shown.command().replace("/backup", backup.toString())));
        // With a stream that waits for its retry, the doctor is right to find that bad.
        int expected = shown.command().startsWith("doctor") ? 1 : 0;
        assertThat(run.exitCode()).as("%s: %s", shown.command(), run.err()).isEqualTo(expected);
        if (!shown.json().isEmpty()) {
          assertThat(fields("", run.json()))
              .as(shown.command())
              .isEqualTo(fields("", CommandRun.json(shown.json())));
        }
      }
    }
  }

  /** An import is into an empty log, and a process begins once. */
  private static CommandRun run(OperatedLog log, String[] words) {
    if (!Set.of("log import", "processes begin-at-head").contains(words[0] + " " + words[1])) {
      return log.es(words);
    }
    try (OperatedLog empty = new OperatedLog(Thanks::projections)) {
      return empty.es(words);
    }
  }

  /** A log in which everything is there that the guide speaks of. */
  private static void prepare(OperatedLog log) {
    log.store()
        .append(
            CliEvents.account(42),
            ExpectedVersion.noStream(),
            List.of(
                new NewEvent(ID, new Deposited(100, ""), EventMetadata.none()),
                NewEvent.of(new NoticeSent("")),
                NewEvent.of(new Deposited(2, ""))));
    for (int i = 0; i < 9; i++) {
      log.append(CliEvents.account(43), new Deposited(i, ""));
    }
    TopicRouting usual = TopicRouting.byCategory(log.database() + ".");
    log.publishAll(log.relay()
        .withRouting(event -> event.type().equals("notice-sent")
            ? Route.refused("no notices here")
            : usual.route(event)));
    OutboxMessage message =
        OutboxMessage.of(log.database() + ".mail", "ann", "mail", "{}").withId(ID);
    log.jdbi().useTransaction(handle -> new Outbox("cairn").send(handle, message));
    log.es("projections", "rebuild", "--all").ok();
    log.es("snapshots", "rebuild", "--all").ok();
    failACommand(log);
  }

  /** There is no word for the present that follows an empty notice. */
  private static void failACommand(OperatedLog log) {
    try (Projections projections = log.projections()) {
      projections.start();
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> projections.process("thanks").counts().failing() == 1);
    }
  }

  /** What some commands find, which those before them would not. */
  private static void prepare(OperatedLog log, String command) {
    if (command.equals("projections list --json")) {
      log.es("projections", "rebuild", "totals").ok();
      log.es("projections", "rebuild", "totals", "--no-swap").ok();
      log.es("projections", "pause", "totals", "--reason", "r").ok();
    } else if (command.equals("parked list")) {
      log.append(CliEvents.account(44), new Deposited(-1, ""), new Deposited(1, ""));
      log.es("projections", "rebuild", "totals").ok();
    }
  }

  /** Again before every command, since one of them asks for another try. */
  private static void parkTheMessage(OperatedLog log) {
    log.execute("update cairn.outbox_messages set state = 'parked', park_reason = 'too large',"
        + " parked_at = now(), parked_by = 'p', attempts = 1");
  }

  /** The commands in their order, each with the document that follows it. */
  private static List<Shown> shown() throws IOException {
    List<Shown> all = new ArrayList<>();
    Matcher block = BLOCK.matcher(Files.readString(GUIDE));
    while (block.find()) {
      if (block.group(1).equals("json")) {
        Shown last = all.remove(all.size() - 1);
        all.add(new Shown(last.command(), block.group(2)));
      } else {
        block.group(2).lines().map(line -> line.replaceFirst("\\s+# .*", "")).forEach(line -> {
          assertThat(line).startsWith("es ");
          all.add(new Shown(line.substring(3), ""));
        });
      }
    }
    return all;
  }

  /** The paths of all fields; payload and metadata are the application's. */
  private static Set<String> fields(String path, JsonNode node) {
    Set<String> fields = new TreeSet<>();
    if (node.isObject() && !path.endsWith("payload") && !path.endsWith("metadata")) {
      node.properties().forEach(field -> {
        fields.add(path + "/" + field.getKey());
        fields.addAll(fields(path + "/" + field.getKey(), field.getValue()));
      });
    }
    node.elements().forEachRemaining(element -> {
      if (node.isArray()) {
        fields.addAll(fields(path + "[]", element));
      }
    });
    return fields;
  }
}
