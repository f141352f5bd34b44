package dev.cairn.outbox;

import static dev.cairn.outbox.RelayRig.patiently;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.RelayProcess.Pause;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process that leads is stopped past its lease, another one takes over, and the first one wakes. */
final class FrozenRelayIT {

  private final RelayRig rig = new RelayRig();

  @AfterEach
  void close() {
    rig.close();
  }

  private RelaySettings settings() {
    return rig.settings().withLease(Duration.ofMillis(500)).withBatchSize(20);
  }

  @Test
  void inTheMiddleOfATransactionOfKafkaItPublishesAndWritesNothingMore() {
    publishesAndWritesNothingMoreAfter(CrashPoint.IN_TRANSACTION);
  }

  @Tag("soak")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "IN_TRANSACTION")
  void anywhereElseInABatchItPublishesAndWritesNothingMore(CrashPoint point) {
    publishesAndWritesNothingMoreAfter(point);
  }

  private void publishesAndWritesNothingMoreAfter(CrashPoint point) {
    rig.log().deposits(50, 7);
    rig.log()
        .jdbi()
        .useTransaction(handle -> new Outbox(rig.log().schema())
            .send(handle, OutboxMessage.of(rig.prefix() + "notices", "k", "noticed", "{}")));
    Pause pause = new Pause(point, 1);
    ChildJvm first = RelayProcess.start(rig, settings(), pause);
    first.await(pause.line());
    if (point == CrashPoint.IN_TRANSACTION) {
      rig.awaitOpenTransaction();
    }
    first.freeze();
    OutboxRelay second = rig.start(settings());
    rig.awaitPublished(second);
    rig.awaitNoted();
    Traces before = traces();

    first.tell("go on");
    first.thaw();

    first.await("standing by");
    assertThat(traces()).isEqualTo(before);
    assertThat(before.leader()).isEqualTo(leaseOwner());
    rig.log().deposits(50, 7);
    rig.awaitPublished(second);
    assertThat(second.state().failures()).as("the first did not disturb it").isZero();
    requireAllOnce();
  }

  @Test
  void atRestItPublishesAndWritesNothingMoreAndLeadsAgainWhenItsTurnComes() {
    rig.log().deposits(50, 7);
    ChildJvm first = RelayProcess.start(rig, settings(), Pause.NEVER);
    first.await("leading in term 1");
    rig.awaitNoted();
    first.freeze();
    OutboxRelay second = rig.start(settings());
    // They are announced to the first as well, which will find the announcements when it wakes.
    rig.log().deposits(50, 7);
    rig.awaitPublished(second);
    rig.awaitNoted();
    Traces before = traces();

    first.thaw();

    first.await("standing by");
    assertThat(traces()).isEqualTo(before);
    second.close();
    first.await("leading in term 3");
    rig.log().deposits(50, 7);
    rig.awaitNoted();
    rig.requireLogAndKafkaEqual();
  }

  /** It holds a lock then, and what waits for that lock is whoever wants to take over. */
  @Test
  void inTheMiddleOfATransactionOfTheDatabaseItKeepsNobodyFromTakingOver() {
    rig.log().execute("""
        create function @.dawdle() returns trigger language plpgsql as $$
        begin
          perform pg_sleep(2);
          return new;
        end $$""");
    rig.log().execute("""
        create trigger dawdle before update of position on @.relays for each row
          when (old.term = 1 and new.position > old.position) execute function @.dawdle()""");
    rig.log().deposits(50, 7);
    RelaySettings settings = settings().withGuarantee(DeliveryGuarantee.atLeastOnce());
    ChildJvm first = RelayProcess.start(rig, settings, Pause.NEVER);
    patiently()
        .until(() -> rig.log()
                .number("(select count(*) from pg_stat_activity"
                    + " where wait_event = 'PgSleep' and query like '%@.relays%')")
            == 1);
    first.freeze();

    OutboxRelay second = rig.start(settings);

    rig.awaitPublished(second);
    first.thaw();
    first.await("standing by");
    assertThat(rig.status().term()).isEqualTo(2);
    assertThat(rig.versions("account:0")).containsSubsequence(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
  }

  /** What anybody who publishes or writes leaves behind, the heartbeats of a leader at rest not among it. */
  private record Traces(
      String leader, long term, String cursor, long messages, Map<TopicPartition, Long> offsets) {}

  private Traces traces() {
    RelayStatus status = rig.status();
    return new Traces(
        status.leader(),
        status.term(),
        String.valueOf(rig.log().number("(select position from @.relays)")),
        rig.log().number("(select count(*) from @.outbox_messages)"),
        offsets());
  }

  /** The ends of all partitions, with what is in transactions that are open or aborted. */
  private Map<TopicPartition, Long> offsets() {
    List<TopicPartition> partitions = List.of(
        new TopicPartition(rig.topic(), 0),
        new TopicPartition(rig.topic(), 1),
        new TopicPartition(rig.cursorTopic(), 0));
    Map<TopicPartition, OffsetSpec> latest =
        partitions.stream().collect(Collectors.toMap(one -> one, one -> OffsetSpec.latest()));
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        KafkaClients.answer(rig.admin().listOffsets(latest).all());
    return ends.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
  }

  private String leaseOwner() {
    return rig.log()
        .jdbi()
        .withHandle(handle -> handle
            .select("select owner from " + rig.log().schema() + ".leases")
            .mapTo(String.class)
            .one());
  }

  private void requireAllOnce() {
    List<PublishedEvent> all = rig.published();
    assertThat(all.stream().filter(event -> event.type().equals("noticed"))).hasSize(1);
    assertThat(rig.log().number("(select count(*) from @.outbox_messages)")).isZero();
    CommittedRecords.requireEqual(rig.log().events(), rig.kafka(), rig.topic());
  }
}
