package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code es snapshots}. */
final class SnapshotsIT {

  private final OperatedLog log = new OperatedLog();

  @BeforeEach
  void append() {
    for (int account = 1; account <= 3; account++) {
      log.append(CliEvents.account(account), new Deposited(account, ""), new Deposited(5, ""));
    }
  }

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void aRebuildTakesOneOfEachStreamAndVerifyFindsThemRight() {
    assertThat(log.es("snapshots", "rebuild", "--all", "--dry-run").ok().out())
        .contains("would throw the snapshots of 'account' away", "up to position 6");
    assertThat(log.es("snapshots", "list", "account").ok().out()).isEmpty();
    assertThat(log.es("snapshots", "rebuild", "account").ok().out())
        .contains("account: 3 snapshots from 6 events");

    JsonNode verified = log.es("snapshots", "verify", "--all", "--json").ok().json();
    assertThat(verified.get("aggregates").get(0).get("same").asLong()).isEqualTo(3);
    JsonNode first = log.es("snapshots", "list", "account", "--json")
        .ok()
        .json()
        .get("snapshots")
        .get(0);
    assertThat(first.get("stream").asText()).isEqualTo("account:1");
    assertThat(first.get("version").asLong()).isEqualTo(2);
    assertThat(first.get("fits").asBoolean()).isTrue();
    assertThat(log.es("snapshots", "list", "--all").ok().out())
        .contains("account:1")
        .contains("fits");
  }

  @Test
  void whatIsDifferentIsAFailureAndWhatIsNotUsedIsNot() {
    log.es("snapshots", "rebuild", "account").ok();
    log.execute("update cairn.snapshots set checksum = 0 where stream = 'account:2'");
    CommandRun verified = log.es("snapshots", "verify", "account").ok();
    assertThat(verified.out()).contains("2 the same, 0 different").contains("1 corrupt");

    // As if the aggregate had led to other states when they were taken.
    log.execute("alter table cairn.events disable trigger all");
    log.execute("update cairn.events set payload = '{\"cents\":9,\"note\":\"\"}'"
        + " where stream = 'account:3' and version = 1");
    CommandRun different = log.es("snapshots", "verify", "account");
    assertThat(different.exitCode()).isEqualTo(1);
    assertThat(different.out())
        .contains("1 different")
        .contains("snapshot of account:3 at version 2 is not the state that the events lead to");
    assertThat(different.err()).contains("raise the revision of 'account'");
  }

  @Test
  void aPurgeThrowsAwayWhatItSaid() {
    log.es("snapshots", "rebuild", "account").ok();
    assertThat(log.es("snapshots", "purge", "account", "--dry-run").ok().out())
        .contains("would throw 3 snapshots of 'account' away");
    assertThat(log.es("snapshots", "purge", "account", "nothing").ok().out())
        .contains("threw 3 snapshots of 'account' away", "threw 0 snapshots of 'nothing' away");
    assertThat(log.es("snapshots", "list", "account").ok().out()).isEmpty();
  }

  @Test
  void mistakesAreSaidWithWhatThereIs() {
    CommandRun unknown = log.es("snapshots", "rebuild", "acount");
    assertThat(unknown.exitCode()).isEqualTo(1);
    assertThat(unknown.err()).contains("'acount' has no snapshots; there are of account");
    CommandRun none = log.es("snapshots", "verify");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("name aggregates, or say --all");
    log.execute("drop table cairn.snapshots");
    CommandRun missing = log.es("snapshots", "verify", "account");
    assertThat(missing.exitCode()).isEqualTo(3);
    assertThat(missing.err()).contains("no table of snapshots", "SnapshotSchema.migrate");
  }
}
