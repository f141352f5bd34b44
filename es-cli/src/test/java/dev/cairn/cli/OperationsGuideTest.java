package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.RelaySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The commands that the guides name are there, with their options. */
final class OperationsGuideTest {

  /** In a block or between back ticks: a noun, perhaps a verb, and what follows. */
  private static final Pattern COMMAND = Pattern.compile(
      "(?:^ *|`)(?:sample-bank/bank )?es ([a-z-]+(?: [^`\\n|#]*)?)", Pattern.MULTILINE);

  private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

  private final CommandLine es = EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
      .withKafka(() -> new TestKafka(RelaySettings.publishingTo("bank.")))
      .withProjections(() -> new PostgresLogOptions(CliEvents.codec(), Total.projection()))
      .withSnapshots(() -> new PostgresLogOptions(CliEvents.codec()))
      .withSchemas(() -> CliEvents::codec)
      .named("es");

  @Test
  void everyCommandOfTheGuidesIsThere() throws IOException {
    for (String page : List.of(
        "operations.md",
        "from-axon.md",
        "read-models.md",
        "processes.md",
        "snapshots.md",
        "contracts.md")) {
      for (String command : commandsIn(page)) {
        CommandLine found = found(command);
        assertThat(found.getSubcommands().keySet())
            .as("'es %s' in %s names a group, and no command", command, page)
            .isEmpty();
        Matcher option = OPTION.matcher(command);
        while (option.find()) {
          assertThat(found.getCommandSpec().optionsMap())
              .as("'es %s' in %s", command, page)
              .containsKey(option.group());
        }
      }
    }
  }

  @Test
  void theOperatorsGuideNamesMany() throws IOException {
    assertThat(commandsIn("operations.md")).hasSizeGreaterThan(25).contains("log verify");
  }

  private static List<String> commandsIn(String page) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher command = COMMAND.matcher(Files.readString(Path.of("..", "docs", page)));
    while (command.find()) {
      commands.add(command.group(1).strip());
    }
    return commands;
  }

  private CommandLine found(String command) {
    CommandLine found = es;
    for (String word : CommandRun.words(command)) {
      CommandLine next = found.getSubcommands().get(word);
      if (next == null) {
        break;
      }
      found = next;
    }
    return found;
  }
}
