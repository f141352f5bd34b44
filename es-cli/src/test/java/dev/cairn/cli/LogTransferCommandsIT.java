package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.postgres.LogSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code es log export} and {@code es log import}. */
final class LogTransferCommandsIT {

  @TempDir
  private Path directory;

  private final OperatedLog log = new OperatedLog();
  private final OperatedLog other = new OperatedLog();

  @BeforeEach
  void append() {
    for (int i = 1; i <= 9; i++) {
      log.append(CliEvents.account(i % 3), new Deposited(i, "note \"" + i + "\"\n"));
    }
  }

  @AfterEach
  void close() {
    log.close();
    other.close();
  }

  private String file() {
    return directory.resolve("log.jsonl.gz").toString();
  }

  @Test
  void aLogMovesAndIsWhole() {
    log.es("streams", "close", "account:2", "--reason", "over").ok();
    CommandRun exported = log.es("log", "export", file()).ok();
    assertThat(exported.out())
        .contains("exported 9 events of the log " + log.store().identity())
        .contains("1 closed streams", "sha256 ");

    assertThat(other.es("log", "import", file(), "--dry-run").ok().out())
        .startsWith("would import 9 events");
    assertThat(other.events()).isEmpty();
    CommandRun imported = other.es("log", "import", file()).ok();
    assertThat(imported.out()).startsWith("imported 9 events").contains("incarnation 2");
    assertThat(imported.out().lines().filter(line -> line.startsWith("sha256")).toList())
        .isEqualTo(
            exported.out().lines().filter(line -> line.startsWith("sha256")).toList());

    assertThat(other.events()).isEqualTo(log.events());
    other.es("log", "verify").ok();
    assertThat(other.es("log", "info", "--json").ok().json().get("incarnations"))
        .hasSize(2);
  }

  @Test
  void theSummaryForProgramsHoldsTheRange() {
    JsonNode part = log.es("log", "export", file(), "--from", "3", "--to", "5", "--json")
        .ok()
        .json();
    assertThat(part.get("events").asLong()).isEqualTo(3);
    assertThat(part.get("from").asLong()).isEqualTo(3);
    assertThat(part.get("upTo").asLong()).isEqualTo(5);
    other.es("log", "import", file()).fails(ExitCode.FAILED, "begins with position 3");
  }

  @Test
  void whatCannotBeDoneIsSaidInOneLine() throws IOException {
    log.es("log", "export", file(), "--to", "10").fails(ExitCode.USAGE, "at 9");
    log.es("log", "export", file(), "--from", "0").fails(ExitCode.USAGE, "from 1 on");
    log.es("log", "export", directory.resolve("missing/log.gz").toString())
        .fails(ExitCode.FAILED, "cannot be written");
    other.es("log", "import", file()).fails(ExitCode.FAILED, "cannot be read");
    log.es("log", "export", file()).ok();
    log.es("log", "export", file()).fails(ExitCode.FAILED, "is there already");
    log.es("log", "import", file()).fails(ExitCode.FAILED, "up to position 9");
    log.es("log", "import", file(), "--dry-run").fails(ExitCode.FAILED, "up to position 9");
    byte[] bytes = Files.readAllBytes(Path.of(file()));
    Files.write(Path.of(file()), Arrays.copyOf(bytes, bytes.length / 2));
    other.es("log", "import", file()).fails(ExitCode.FAILED, "ends in the middle");
    other.es("log", "import", file(), "--dry-run").fails(ExitCode.FAILED, "ends in the middle");
    assertThat(other.events()).isEmpty();
  }

  @Test
  void aRoleThatOnlyReadsExportsAndDoesNotImport() {
    String role = "reader_" + log.database();
    log.execute("create role " + role + " login password 'secret'");
    try {
      LogSchema.grantAppendAndRead(log.pool(), "cairn", role);
      LogSchema.grantAppendAndRead(other.pool(), "cairn", role);
      OperatedLog.run(
              "log",
              "export",
              file(),
              "--jdbc-url",
              OperatedLog.urlOf(log.database(), role, "secret"))
          .ok();
      OperatedLog.run(
              "log",
              "import",
              file(),
              "--jdbc-url",
              OperatedLog.urlOf(other.database(), role, "secret"))
          .fails(ExitCode.UNAVAILABLE, "may not be used like this");
    } finally {
      other.execute("drop owned by " + role);
      log.execute("drop owned by " + role);
      log.execute("drop role " + role);
    }
  }

  /** The cursor is in Kafka, and the log has kept its identity: nothing comes twice. */
  @Test
  void anExactlyOnceRelayGoesOnInTheNewLogAndTheOldOneHalts() {
    log.publishAll(log.relay());
    log.es("log", "export", file()).ok();
    other.es("log", "import", file()).ok();
    other.append(CliEvents.account(1), new Deposited(10, ""));

    other.publishAll(log.relay());

    assertThat(other
            .es("outbox", "status", "--json")
            .ok()
            .json()
            .at("/relays/0/published")
            .asLong())
        .isEqualTo(1);
    // Somebody starts the old one again.
    log.append(CliEvents.account(1), new Deposited(11, ""));
    try (OutboxRelay relay = OutboxRelay.start(log.store(), TestKafka.settings(), log.relay())) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> relay.ended().toCompletableFuture().isCompletedExceptionally());
    }
    assertThat(log.es("outbox", "status").ok().out()).contains("halted");
  }
}
