package dev.cairn.bank;

import static dev.cairn.bank.CommandLineRun.bankOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.embedded.FreshDatabase;
import dev.cairn.embedded.Servers;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The public data set itself, if it is at hand: {@code trans.asc}, whose path is in the system property
 * {@code cairn.berka} or else in the environment variable {@code CAIRN_BERKA}. Skipped if neither is set.
 */
final class BerkaIT {

  private static Optional<String> file() {
    return Optional.ofNullable(System.getProperty("cairn.berka"))
        .or(() -> Optional.ofNullable(System.getenv("CAIRN_BERKA")));
  }

  @Test
  void everyBalanceOfTheRealFileComesOutOfTheLogAndItsReadModelsAndEveryEventIsInKafka() {
    assumeTrue(
        file().isPresent(),
        "Neither -Dcairn.berka nor $CAIRN_BERKA says where the PKDD'99 transactions are");
    String file = file().orElseThrow();
    try (FreshDatabase database = Servers.sharedPostgres().freshDatabase("berka")) {
      CommandLineRun run = bankOn(
          database,
          "import",
          "--relay",
          "--json",
          "--kafka",
          Servers.sharedKafka().bootstrapServers(),
          "--topics",
          "berka.",
          "--replication",
          "1",
          file);
      assertThat(run.exitCode()).as(run.err()).isZero();
      JsonNode summary = run.json();
      assertThat(summary.get("rows").asLong()).isEqualTo(49_102);
      assertThat(summary.get("accounts").asLong()).isEqualTo(1_229);
      assertThat(summary.get("events").asLong()).isEqualTo(49_102 + 1_229);
      assertThat(summary.get("balanceTotal").asLong()).isEqualTo(3_924_614_280L);
      assertThat(summary.get("mismatches").asLong()).isZero();
      assertThat(summary.get("published").asLong()).isEqualTo(49_102 + 1_229);
      assertThat(summary.get("missing").asLong()).isZero();
      assertThat(summary.get("duplicates").asLong()).isZero();
      assertThat(summary.get("outOfOrder").asLong()).isZero();
      assertThat(summary.get("readModelMismatches").asLong()).isZero();
      assertThat(summary.get("readModelParked").asLong()).isZero();
      ReadModelChecks.assertAddUpToTheLog(database);
      ReadModelChecks.assertTheSameAfterARebuild(database);
    }
  }
}
