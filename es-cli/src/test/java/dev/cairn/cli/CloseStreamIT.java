package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.store.ClosedStream;
import dev.cairn.store.StreamClosedException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code es streams close}. */
final class CloseStreamIT {

  private final OperatedLog log = new OperatedLog();

  @BeforeEach
  void append() {
    log.append(CliEvents.account(1), new Deposited(1, ""), new Deposited(2, ""));
  }

  @AfterEach
  void close() {
    log.close();
  }

  private CommandRun closing(String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "streams";
    all[1] = "close";
    all[2] = "account:1";
    System.arraycopy(more, 0, all, 3, more.length);
    return log.es(all);
  }

  @Test
  void closesItForGoodAndRecordsWhoAndWhy() {
    assertThat(
            closing("--reason", "merged", "--by", "ann", "--expect", "2").ok().out())
        .startsWith("account:1 is closed at version 2 on ")
        .endsWith(" by ann: merged\n");
    ClosedStream closed = log.store().closedStream(CliEvents.account(1)).orElseThrow();
    assertThat(closed.by()).isEqualTo("ann");
    assertThat(closed.reason()).isEqualTo("merged");
    assertThatThrownBy(() -> log.append(CliEvents.account(1), new Deposited(3, "")))
        .isInstanceOf(StreamClosedException.class);
    log.es("streams", "show", "account:1").ok();
  }

  @Test
  void theUserOfTheSystemIsWhoDoesItUnlessSaid() {
    closing("--reason", "merged").ok();
    assertThat(log.store().closedStream(CliEvents.account(1)).orElseThrow().by())
        .isEqualTo(System.getProperty("user.name"));
  }

  @Test
  void closingAgainSaysWhoClosedIt() {
    closing("--reason", "merged", "--by", "ann").ok();
    assertThat(closing("--reason", "again", "--by", "bob").ok().out())
        .contains("was closed already", "by ann: merged");
  }

  @Test
  void aDryRunChangesNothing() {
    assertThat(closing("--reason", "merged", "--dry-run").ok().out())
        .isEqualTo("would close account:1 at version 2\n");
    closing("--reason", "merged", "--expect", "1", "--dry-run").fails(ExitCode.FAILED, "version 2");
    assertThat(log.store().closedStream(CliEvents.account(1))).isEmpty();
  }

  @Test
  void whatCannotBeClosedIsNot() {
    closing("--reason", "merged", "--expect", "1").fails(ExitCode.FAILED, "is at version 2");
    for (String dryRun : new String[] {"--dry-run", "--by=ann"}) {
      log.es("streams", "close", "account:none", "--reason", "merged", dryRun)
          .fails(ExitCode.FAILED, "account:none has no events");
    }
    closing("--reason", "two\nlines").fails(ExitCode.USAGE, "control character");
    closing("--reason", "").fails(ExitCode.USAGE, "reason is empty");
    closing().fails(ExitCode.USAGE, "--reason");
    assertThat(log.store().closedStream(CliEvents.account(1))).isEmpty();
  }
}
