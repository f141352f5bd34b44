package dev.cairn.outbox;

import static dev.cairn.outbox.BankEvents.account;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import dev.cairn.event.Position;
import dev.cairn.outbox.BankEvents.Deposited;
import dev.cairn.outbox.BankEvents.Opened;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.store.Checkpoint;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A relay that cannot know where to go on halts and says what can be done; then somebody decides. */
class CursorIT {

  private final RelayRig rig = new RelayRig();
  private final Admin admin = rig.admin();

  @BeforeEach
  void publishThree() {
    rig.log().append(account(1), new Opened("a"), new Deposited(1, ""), new Deposited(2, ""));
  }

  @AfterEach
  void close() {
    rig.close();
  }

  private CursorReset reset(RelaySettings settings) {
    return new CursorReset(rig.log().store(), rig.kafkaSettings(), settings);
  }

  private void deleteCursorTopic() {
    KafkaClients.answer(admin.deleteTopics(List.of(rig.cursorTopic())).all());
    RelayRig.patiently()
        .until(() -> !KafkaClients.answer(admin.listTopics().names()).contains(rig.cursorTopic()));
  }

  private void makeCursorTopic() {
    NewTopic topic =
        new NewTopic(rig.cursorTopic(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"));
    KafkaClients.answer(admin.createTopics(List.of(topic)).all());
  }

  /** It halts, says why and what can be done, publishes nothing, and halts again when it is started again. */
  private RelayHaltedException haltedTwice(Reason reason) {
    int published = rig.published().size();
    RelayHaltedException first = rig.halted(rig.settings());
    RelayHaltedException again = rig.halted(rig.settings());
    assertThat(first.reason()).isEqualTo(reason);
    assertThat(again.reason()).isEqualTo(reason);
    assertThat(first.relay()).isEqualTo("outbox");
    assertThat(rig.status().state()).isEqualTo("halted");
    assertThat(rig.status().lastError()).isEqualTo(again.getMessage());
    assertThat(rig.status().leading()).isFalse();
    assertThat(rig.published()).hasSize(published);
    return first;
  }

  private static void assertOffersTheChoices(RelayHaltedException halted) {
    assertThat(halted)
        .hasMessageContaining("Nothing is published until you choose")
        .hasMessageContaining("CursorReset.toRecorded")
        .hasMessageContaining("CursorReset.to;")
        .hasMessageContaining("CursorReset.toHead");
  }

  @Test
  void anEmptyCursorTopicHaltsItUntilItIsToldToPublishAgain() {
    rig.publishAll();
    deleteCursorTopic();
    makeCursorTopic();

    RelayHaltedException halted = haltedTwice(Reason.CURSOR_MISSING);
    assertOffersTheChoices(halted);
    assertThat(halted)
        .hasMessageContaining(rig.cursorTopic())
        .hasMessageContaining("up to position 3");

    assertThat(reset(rig.settings()).to(Position.START)).isEqualTo(Position.START);
    rig.publishAll();
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
  }

  @Test
  void aCursorThatIsBehindHaltsItUntilItIsToldToLeaveOutWhatThereIs() {
    rig.publishAll();
    deleteCursorTopic();
    makeCursorTopic();
    Checkpoint first =
        Checkpoint.at(rig.log().store().identity(), rig.log().events().get(0));
    putIntoTheCursorTopic(CursorJson.write(RelayCursor.at(first, 1)));
    rig.log().append(account(1), new Deposited(3, ""));

    RelayHaltedException halted = haltedTwice(Reason.CURSOR_BEHIND);

    assertOffersTheChoices(halted);
    assertThat(halted)
        .hasMessageContaining("stands at position 1")
        .hasMessageContaining("up to position 3");
    assertThat(reset(rig.settings()).toHead()).isEqualTo(new Position(4));
    rig.log().append(account(1), new Deposited(4, ""));
    rig.publishAll();
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 5L);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void anotherClusterHaltsItUntilItIsToldWhereToGoOnThere(Guarantee guarantee) {
    RelaySettings settings = rig.settings().withGuarantee(guarantee.value());
    rig.publishAll(settings);
    // As if what was published so far had gone elsewhere.
    rig.log().execute("update @.relays set cluster_id = 'elsewhere'");
    rig.log().append(account(1), new Deposited(3, ""));

    RelayHaltedException halted = rig.halted(settings);

    assertThat(halted.reason()).isEqualTo(Reason.OTHER_CLUSTER);
    assertThat(halted).hasMessageContaining("elsewhere").hasMessageContaining("CursorReset");
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L);
    assertThat(reset(settings).to(new Position(1))).isEqualTo(new Position(1));
    rig.publishAll(settings);
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 2L, 3L, 4L);
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aLogThatKnowsLessThanTheCursorHaltsIt(Guarantee guarantee) {
    RelaySettings settings = rig.settings().withGuarantee(guarantee.value());
    rig.publishAll(settings);
    // What a restore to the second event leaves, made with the means of an owner.
    rig.log().execute("alter table @.events disable trigger events_immutable");
    rig.log().execute("delete from @.events where version > 2");

    RelayHaltedException halted = rig.halted(settings);

    assertThat(halted.reason()).isEqualTo(Reason.LOG_WENT_BACK);
    reset(settings).toHead();
    rig.log().append(account(1), new Deposited(9, "after the restore"));
    rig.publishAll(settings);
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 3L);
  }

  @Test
  void aCursorIsNotSetBeyondTheEndOfTheLog() {
    assertThatThrownBy(() -> reset(rig.settings()).to(new Position(4)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("3");
    rig.publishAll();

    rig.requireLogAndKafkaEqual();
  }

  @ParameterizedTest
  @EnumSource(Guarantee.class)
  void aCursorIsNotSetWhileTheRelayRuns(Guarantee guarantee) {
    RelaySettings settings = rig.settings().withGuarantee(guarantee.value());
    OutboxRelay relay = rig.start(settings);
    rig.awaitPublished(relay);

    assertThatThrownBy(() -> reset(settings).to(Position.START))
        .isInstanceOfSatisfying(
            RelayHaltedException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.RUNNING));

    relay.close();
    reset(settings).to(Position.START);
    rig.publishAll(settings);
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L, 1L, 2L, 3L);
  }

  @Test
  void beforeItEverRanACursorCanBeSetToLeaveOutThePast() {
    reset(rig.settings()).toHead();
    rig.log().append(account(1), new Deposited(3, ""));

    rig.publishAll();

    assertThat(rig.versions("account:1")).containsExactly(4L);
  }

  @Test
  void aRelayThatWasClosedCanChangeItsGuaranteeWithoutLossOrRepetition() {
    for (Guarantee guarantee : List.of(
        Guarantee.EXACTLY_ONCE,
        Guarantee.AT_LEAST_ONCE,
        Guarantee.EXACTLY_ONCE,
        Guarantee.AT_MOST_ONCE,
        Guarantee.EXACTLY_ONCE)) {
      rig.publishAll(rig.settings().withGuarantee(guarantee.value()));
      assertThat(rig.status().guarantee()).isEqualTo(guarantee.value().id());
      rig.log().append(account(2), new Deposited(3, ""));
    }
    rig.publishAll();

    rig.requireLogAndKafkaEqual();
  }

  /** What the database knows may be too little then, and nothing may be repeated. */
  @Test
  void atMostOnceDoesNotFollowOnARelayThatEndedInTheMiddle() {
    RelayHaltedException defect = RelayRig.halted(rig.start(rig.settings(), point -> {
      if (point == CrashPoint.AFTER_COMMIT) {
        throw new IllegalStateException("a mistake");
      }
    }));
    assertThat(defect.reason()).isEqualTo(Reason.DEFECT);
    assertThat(defect).hasRootCauseMessage("a mistake");

    RelaySettings atMostOnce = rig.settings().withGuarantee(DeliveryGuarantee.atMostOnce());
    RelayHaltedException halted = rig.halted(atMostOnce);
    assertThat(halted.reason()).isEqualTo(Reason.CURSOR_BEHIND);
    assertThat(halted).hasMessageContaining("Run it exactly once and close it");

    rig.publishAll();
    rig.publishAll(atMostOnce);
    rig.requireLogAndKafkaEqual();
  }

  @Test
  void somethingElseInTheCursorTopicIsNotTakenForACursor() {
    rig.publishAll();
    putIntoTheCursorTopic(new byte[] {'?'});
    rig.log().append(account(1), new Deposited(3, ""));
    rig.start();

    RelayRig.patiently().until(() -> rig.status().lastError() != null);

    assertThat(rig.status().lastError()).contains("something else than the relay has written");
    assertThat(rig.versions("account:1")).containsExactly(1L, 2L, 3L);
  }

  private void putIntoTheCursorTopic(byte[] value) {
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(rig.kafka(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(new ProducerRecord<>(rig.cursorTopic(), new byte[] {1}, value))
          .get(30, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("The record was not taken", e);
    }
  }
}
