package dev.cairn.bank.demo;

import static dev.cairn.bank.CommandLineRun.bank;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.CommandLineRun;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bank demo}, small. */
final class DemoIT {

  @TempDir
  private Path directory = Path.of("");

  private CommandLineRun demo(String... more) {
    List<String> args = new ArrayList<>(List.of("demo", "--accounts", "5", "--transfers", "60"));
    args.addAll(List.of("--clients", "2", "--data", directory.resolve("data").toString()));
    args.addAll(List.of(more));
    return bank(args.toArray(String[]::new));
  }

  @Test
  void provesItselfAndGoesOnWithWhatItHas() {
    CommandLineRun first = demo("--seed", "7", "--json");
    assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
    JsonNode outcome = first.json();
    assertThat(outcome.get("proven").asBoolean()).isTrue();
    assertThat(outcome.get("seed").asLong()).isEqualTo(7);
    assertThat(outcome.get("relay").get("kills").asInt()).isEqualTo(1);
    assertThat(outcome.get("checks")).hasSize(6);
    assertThat(ended(outcome)).isEqualTo(60);

    CommandLineRun second = demo();
    assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
    assertThat(second.out())
        .contains("Nothing was lost, and nothing happened twice.", "120 started, 120 ended");
  }

  private static long ended(JsonNode outcome) {
    JsonNode transfers = outcome.get("transfers");
    return transfers.get("completed").asLong()
        + transfers.get("failed").asLong()
        + transfers.get("compensated").asLong();
  }

  @Test
  void takesNumbersThatMakeSense() {
    CommandLineRun run = bank("demo", "--clients", "0", "--data", directory.toString());
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--clients takes a number from 1 on");
  }
}
