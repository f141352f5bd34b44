package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.RelayProcess.Pause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A relay process is killed with SIGKILL at each moment that matters, and another one takes over. */
final class KilledRelayIT {

  private static final int BATCH = 20;

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings(DeliveryGuarantee guarantee) {
    return rig.settings()
        .withGuarantee(guarantee)
        .withBatchSize(BATCH)
        .withLease(Duration.ofMillis(500));
  }

  @Test
  void exactlyOnceEveryEventIsThereOnceAndInOrder() {
    RelaySettings settings = settings(DeliveryGuarantee.exactlyOnce());
    rig.log().deposits(300, 7);
    List<UUID> sent = new ArrayList<>(send(5));
    killAtEachPoint(settings, 3, () -> {
      rig.log().deposits(30, 7);
      sent.addAll(send(5));
    });

    rig.publishAll(settings);

    Set<UUID> messages = Set.copyOf(sent);
    List<PublishedEvent> published = rig.published();
    CommittedRecords.requireEqual(
        rig.log().events(),
        published.stream().filter(event -> !messages.contains(event.id())).toList());
    assertThat(ids(published)).filteredOn(messages::contains).containsExactlyElementsOf(sent);
  }

  @Tag("soak")
  @Test
  void atLeastOnceEveryEventIsThereAndFirstCopiesAreInOrder() {
    RelaySettings settings = settings(DeliveryGuarantee.atLeastOnce());
    rig.log().deposits(300, 7);
    killAtEachPoint(settings, 3, () -> rig.log().deposits(30, 7));

    rig.publishAll(settings);

    List<PublishedEvent> all = rig.published();
    rig.requireLogAndFirstCopiesEqual();
    assertThat(all.size() - logged().size())
        .as(
            "what Kafka had when the database did not know it yet: one batch, and perhaps one half sent")
        .isBetween(BATCH, 2 * BATCH);
  }

  @Tag("soak")
  @Test
  void atMostOnceNoEventIsThereTwiceAndOnlyABatchUnderWayIsLost() {
    RelaySettings settings = settings(DeliveryGuarantee.atMostOnce());
    rig.log().deposits(300, 7);
    killAtEachPoint(settings, 3, () -> rig.log().deposits(30, 7));

    rig.publishAll(settings);

    List<UUID> published = ids(rig.published());
    assertThat(published).doesNotHaveDuplicates().isSubsetOf(logged());
    assertThat(logged())
        .as("lost is what was noted and not sent")
        .hasSize(published.size() + BATCH);
  }

  @Tag("soak")
  @Test
  void messagesThatAreNotEventsAreThereOnceAndNoneIsLeftInTheirTable() {
    List<UUID> sent = new ArrayList<>(send(5));
    RelaySettings settings = settings(DeliveryGuarantee.exactlyOnce());
    killAtEachPoint(settings, 1, () -> sent.addAll(send(5)));

    rig.publishAll(settings);

    assertThat(ids(rig.published())).containsExactlyElementsOf(sent);
    assertThat(rig.log().number("(select count(*) from @.outbox_messages)")).isZero();
  }

  /**
   * Starts a process for each point, which leads when those before it are dead, and kills it when it is
   * there.
   *
   * @param pass in which of its batches each is killed
   * @param work to be done after each death
   */
  private void killAtEachPoint(RelaySettings settings, int pass, Runnable work) {
    Map<CrashPoint, ChildJvm> alive = new EnumMap<>(CrashPoint.class);
    for (CrashPoint point : CrashPoint.values()) {
      alive.put(point, RelayProcess.start(rig, settings, new Pause(point, pass)));
    }
    while (!alive.isEmpty()) {
      CrashPoint reached = awaitPause(alive);
      if (reached == CrashPoint.IN_TRANSACTION
          && settings.guarantee() instanceof DeliveryGuarantee.ExactlyOnce) {
        rig.awaitOpenTransaction();
      }
      Objects.requireNonNull(alive.remove(reached)).kill();
      work.run();
    }
  }

  private static CrashPoint awaitPause(Map<CrashPoint, ChildJvm> alive) {
    return patiently()
        .until(
            () -> alive.keySet().stream()
                .filter(point ->
                    Objects.requireNonNull(alive.get(point)).hasPrinted(new Pause(point, 1).line()))
                .findFirst(),
            Optional::isPresent)
        .orElseThrow();
  }

  private List<UUID> send(int messages) {
    Outbox outbox = new Outbox(rig.log().schema());
    List<UUID> sent = new ArrayList<>();
    rig.log().jdbi().useTransaction(handle -> {
      for (int i = 0; i < messages; i++) {
        OutboxMessage message = OutboxMessage.of(rig.prefix() + "notices", "k", "noticed", "{}");
        outbox.send(handle, message);
        sent.add(message.id());
      }
    });
    return sent;
  }

  private List<UUID> logged() {
    return rig.log().events().stream().map(RecordedEvent::id).toList();
  }

  private static List<UUID> ids(List<PublishedEvent> events) {
    return events.stream().map(PublishedEvent::id).toList();
  }
}
