package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.Position;
import dev.cairn.outbox.RelayHaltedException.Reason;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kafka does not know what the database says was published; somebody decides, and the relay goes on. */
final class LostCursorIT {

  private static final int EVENTS = 30;

  private RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private CursorReset reset() {
    return new CursorReset(rig.log().store(), rig.kafkaSettings(), rig.settings());
  }

  /** Publishes some events, deletes the cursor, and appends one event more. */
  private void loseCursor() {
    rig.log().deposits(EVENTS, 3);
    rig.publishAll();
    KafkaClients.answer(rig.admin().deleteTopics(List.of(rig.cursorTopic())).all());
    rig.log().deposits(1, 1);
  }

  private void requireHalts(Reason reason) {
    RelayHaltedException halted = rig.halted(rig.settings());
    assertThat(halted.reason()).isEqualTo(reason);
    assertThat(halted)
        .hasMessageContaining("position " + EVENTS)
        .hasMessageContaining("CursorReset.toRecorded")
        .hasMessageContaining("CursorReset.to;")
        .hasMessageContaining("CursorReset.toHead");
    assertThat(rig.status().state()).isEqualTo("halted");
    assertThat(rig.status().lastError()).isEqualTo(halted.getMessage());
  }

  @Test
  void withoutItsCursorTheRelayHaltsAndGoesOnAfterWhatWasRecorded() {
    loseCursor();
    requireHalts(Reason.CURSOR_MISSING);
    requireHalts(Reason.CURSOR_MISSING);
    assertThat(rig.published()).hasSize(EVENTS);

    assertThat(reset().toRecorded()).isEqualTo(new Position(EVENTS));

    rig.publishAll();
    rig.requireLogAndKafkaEqual();
  }

  @Test
  void itPublishesAgainFromAChosenPosition() {
    loseCursor();

    reset().to(new Position(EVENTS - 10));

    rig.publishAll();
    assertThat(rig.published()).hasSize(EVENTS + 11);
    rig.requireLogAndFirstCopiesEqual();
  }

  @Test
  void itLeavesOutWhatThereIs() {
    loseCursor();

    assertThat(reset().toHead()).isEqualTo(new Position(EVENTS + 1));

    rig.log().deposits(1, 1);
    rig.publishAll();
    assertThat(rig.published()).hasSize(EVENTS + 1);
  }

  @Test
  void theCursorIsNotSetWhileTheRelayRuns() {
    OutboxRelay relay = rig.start();
    rig.awaitLeading(relay);

    assertThatThrownBy(() -> reset().toHead())
        .isInstanceOfSatisfying(
            RelayHaltedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.RUNNING));
  }

  @Test
  void onAnotherClusterItHaltsAndPublishesAgainThereOnlyWhenItIsToldTo() {
    rig.log().deposits(EVENTS, 3);
    rig.publishAll();
    rig.kafka().putAll(OwnServers.kafka().clientSettings());

    requireHalts(Reason.OTHER_CLUSTER);
    assertThat(KafkaClients.answer(rig.admin().listTopics().names()))
        .noneMatch(topic -> topic.startsWith(rig.prefix()) || topic.equals(rig.cursorTopic()));

    reset().to(Position.START);
    rig.publishAll();
    rig.requireLogAndKafkaEqual();
  }

  @Tag("soak")
  @Test
  void aBrokerThatWasRestoredToAnEarlierMomentHaltsIt(@TempDir Path directory) {
    rig.close();
    rig = new RelayRig(OutboxLog.create(), OwnServers.kafka());
    rig.log().deposits(EVENTS / 2, 3);
    rig.publishAll();
    Backup backup = Backup.of(OwnServers.kafka(), directory);
    rig.log().deposits(EVENTS / 2, 3);
    rig.publishAll();
    backup.putBack();

    requireHalts(Reason.CURSOR_BEHIND);
    assertThat(rig.published()).hasSize(EVENTS / 2);

    reset().to(new Position(EVENTS / 2));
    rig.publishAll();
    rig.requireLogAndKafkaEqual();
  }
}
