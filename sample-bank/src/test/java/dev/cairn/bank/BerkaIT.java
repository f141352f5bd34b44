package dev.cairn.bank;

import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The public data set itself, where it is at hand: the path of {@code trans.asc} in the system property
 * {@code cairn.berka} or the variable {@code CAIRN_BERKA}, or in the folder {@code shared/data/berka}
 * beside the checkout.
 */
final class BerkaIT {

  private static Path file() {
    return Optional.ofNullable(System.getProperty("cairn.berka"))
        .or(() -> Optional.ofNullable(System.getenv("CAIRN_BERKA")))
        .map(Path::of)
        .orElse(Path.of("..", "..", "shared", "data", "berka", "trans.asc"));
  }

  @Test
  void everyBalanceOfTheRealFileComesOutOfTheLog() {
    assumeTrue(Files.exists(file()), "The PKDD'99 transactions are not at " + file());
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("berka")) {
      CommandLineRun run = bankOn(database, "import", "--json", file().toString());
      assertThat(run.exitCode()).as(run.err()).isZero();
      JsonNode summary = run.json();
      assertThat(summary.get("rows").asLong()).isEqualTo(49_102);
      assertThat(summary.get("accounts").asLong()).isEqualTo(1_229);
      assertThat(summary.get("events").asLong()).isEqualTo(49_102 + 1_229);
      assertThat(summary.get("balanceTotal").asLong()).isEqualTo(3_924_614_280L);
      assertThat(summary.get("mismatches").asLong()).isZero();
    }
  }
}
