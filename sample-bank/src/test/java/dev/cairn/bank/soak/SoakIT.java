package dev.cairn.bank.soak;

import static dev.cairn.bank.CommandLineRun.bank;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.CommandLineRun;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bank soak}, for a minute. */
final class SoakIT {

  @TempDir
  private Path directory = Path.of("");

  @Tag("soak")
  @Test
  void endsClean() {
    CommandLineRun run =
        bank("soak", "--data", directory.resolve("data").toString(), "--minutes", "1");

    assertThat(run.exitCode()).as(run.err() + run.out()).isZero();
    assertThat(run.out()).contains("Nothing was lost, and nothing happened twice.");
  }

  @Test
  void takesTimesThatMakeSense() {
    CommandLineRun run = bank("soak", "--minutes", "0", "--data", directory.toString());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("--minutes takes a number above 0");
  }
}
