package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.cairn.outbox.RelaySettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The help teaches, and what it teaches can be typed. */
final class HelpTest {

  private final CommandLine es = EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
      .withKafka(() -> new TestKafka(RelaySettings.publishingTo("bank.")))
      .withProjections(() -> new PostgresLogOptions(CliEvents.codec(), Total.projection()))
      .withSnapshots(() -> new PostgresLogOptions(CliEvents.codec()))
      .withSchemas(() -> CliEvents::codec)
      .named("es");

  private static List<CommandLine> leaves(CommandLine command) {
    List<CommandLine> leaves = new ArrayList<>();
    for (CommandLine sub : command.getSubcommands().values()) {
      if (sub.getSubcommands().isEmpty()) {
        leaves.add(sub);
      } else {
        leaves.addAll(leaves(sub));
      }
    }
    return leaves;
  }

  private static List<String> examples(CommandLine leaf) {
    String name = leaf.getCommandSpec().qualifiedName();
    return leaf.getUsageMessage()
        .lines()
        .filter(line -> line.startsWith("  " + name))
        .map(line -> line.strip().substring(3).split(" {2,}", 2)[0])
        .toList();
  }

  @Test
  void everyCommandHasExamplesThatCanBeTyped() {
    assertThat(leaves(es)).hasSizeGreaterThan(35).allSatisfy(leaf -> {
      assertThat(examples(leaf)).as(leaf.getUsageMessage()).isNotEmpty();
      for (String example : examples(leaf)) {
        assertThatCode(() -> es.parseArgs(CommandRun.words(example)))
            .as(example)
            .doesNotThrowAnyException();
      }
    });
  }

  @Test
  void everyCommandTakesTheOptionsOfTheApplication() {
    assertThat(leaves(es))
        // Those need no log.
        .filteredOn(leaf -> !leaf.getCommandSpec().qualifiedName().startsWith("es schema "))
        .allSatisfy(leaf -> assertThat(leaf.getCommandSpec().optionsMap())
            .containsKeys("--jdbc-url", "--user", "--password-file", "--schema", "--help"));
  }

  /** Whatever does not read, changes something. */
  @Test
  void everyCommandHasJsonOrADryRun() {
    assertThat(leaves(es))
        .allSatisfy(leaf -> assertThat(leaf.getCommandSpec().optionsMap().keySet())
            .as(leaf.getCommandName())
            .containsAnyOf("--json", "--dry-run"));
  }

  /** Whatever is decided is recorded with who decided it, and can be looked at before. */
  @Test
  void everyDecisionHasAnActor() {
    assertThat(leaves(es))
        .filteredOn(
            leaf -> List.of("retry", "discard", "pause", "close").contains(leaf.getCommandName()))
        // Decides nothing: the command would be tried again anyway, a little later.
        .filteredOn(leaf -> !leaf.getCommandSpec().qualifiedName().equals("es processes retry"))
        .hasSize(7)
        .allSatisfy(leaf ->
            assertThat(leaf.getCommandSpec().optionsMap()).containsKeys("--by", "--dry-run"))
        .filteredOn(leaf -> !leaf.getCommandName().equals("retry"))
        .allSatisfy(leaf ->
            assertThat(leaf.getCommandSpec().findOption("--reason").required()).isTrue());
  }

  @Test
  void theHelpSaysWhatTheExitCodesMean() {
    assertThat(es.getUsageMessage()).contains("Exit codes:", "141");
  }
}
