package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.embedded.Servers;
import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.RelayHaltedException.Reason;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database is restored to an earlier moment, and the cursor in Kafka is ahead of the log. */
final class RestoredLogIT {

  @TempDir
  private Path directory;

  private final RelayRig rig = new RelayRig(OwnServers.log(), Servers.sharedKafka());

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aRelayThatRunsHaltsAndPublishesNothingOfTheOtherFuture() {
    rig.log().deposits(20, 3);
    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);
    Backup backup = Backup.of(OwnServers.postgres(), directory);
    rig.log().deposits(20, 3);
    rig.awaitPublished(relay);
    rig.awaitNoted();

    backup.putBack();

    requireWentBack(RelayRig.halted(relay));
    assertThat(rig.published()).hasSize(40);
    assertThat(rig.status().state()).isEqualTo("halted");
    assertThat(rig.status().lastError()).contains("CursorReset");
  }

  @Test
  void aRelayThatIsStartedLaterHaltsThoughTheLogHasGrownPastTheCursor() {
    rig.log().deposits(20, 3);
    rig.publishAll();
    Backup backup = Backup.of(OwnServers.postgres(), directory);
    rig.log().deposits(20, 3);
    rig.publishAll();
    backup.putBack();
    rig.log().deposits(50, 3);

    requireWentBack(rig.halted(rig.settings()));
    assertThat(rig.published()).hasSize(40);

    // The operator leaves out what was appended meanwhile, and it goes on.
    Position head =
        new CursorReset(rig.log().store(), rig.kafkaSettings(), rig.settings()).toHead();
    assertThat(head).isEqualTo(rig.log().store().head());
    rig.log().append(account(1), new Opened("again"));
    rig.publishAll();
    assertThat(rig.published()).hasSize(41);
    assertThat(rig.published()).last().matches(event -> event.type().equals("opened"));
  }

  /** What was asked for before the backup was taken has been done since, and the log no longer knows. */
  @Test
  void aRetryThatTheBackupStillAsksForIsNotRepeated() {
    rig.log().append(account(1), new Deposited(1, "refuse"));
    RelaySettings refusing = rig.settings()
        .withRouting(event -> event.payload() instanceof Deposited
            ? Route.refused("policy says no")
            : TopicRouting.byCategory(rig.prefix()).route(event));
    rig.publishAll(refusing);
    rig.parked().retry("account:1", "an operator");
    Backup backup = Backup.of(OwnServers.postgres(), directory);
    rig.log().append(account(2), new Opened("b"));
    OutboxRelay relay = rig.start();
    rig.awaitPublished(relay);
    RelayRig.patiently().until(() -> rig.published().size() == 2);
    relay.close();

    backup.putBack();

    requireWentBack(rig.halted(rig.settings()));
    assertThat(rig.published().stream().map(PublishedEvent::id).toArray(UUID[]::new))
        .hasSize(2)
        .doesNotHaveDuplicates();
  }

  /** Terms went back with the log, so a process that had a later one may meet its own again. */
  @Tag("soak")
  @Test
  void aTermThatIsGivenAgainBelongsToTheNewLeaderAlone() {
    RelaySettings settings = rig.settings().withGuarantee(DeliveryGuarantee.atLeastOnce());
    rig.log().deposits(10, 3);
    rig.publishAll(settings);
    Backup backup = Backup.of(OwnServers.postgres(), directory);
    ChildJvm first = RelayProcess.start(rig, settings, RelayProcess.Pause.NEVER);
    first.await("leading in term 2");
    rig.log().deposits(10, 3);
    rig.awaitNoted();
    first.freeze();
    backup.putBack();
    OutboxRelay second = rig.start(settings);
    rig.awaitLeading(second);
    assertThat(second.state().term()).isEqualTo(2);

    first.thaw();

    RelayRig.patiently().until(() -> first.hasPrinted("standing by") || !first.isAlive());
    assertThat(rig.status().lastError()).isNull();
    assertThat(rig.status().leading()).isTrue();
    rig.log().deposits(10, 3);
    rig.awaitPublished(second);
    assertThat(second.state().term()).isEqualTo(2);
  }

  private static void requireWentBack(RelayHaltedException halted) {
    assertThat(halted.reason()).isEqualTo(Reason.LOG_WENT_BACK);
    assertThat(halted)
        .hasMessageContaining("CursorReset.toHead")
        .hasMessageContaining("CursorReset.to")
        .hasMessageContaining("CursorReset.toRecorded");
  }
}
