package dev.cairn.outbox.consumer;

import static dev.cairn.outbox.consumer.Checks.eventually;
import static dev.cairn.outbox.consumer.Checks.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.outbox.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of records that cannot be handled. */
final class DeadLetterIT {

  private final TestDatabase database = new TestDatabase();
  private final TestGroup group = new TestGroup(3);
  private final TestTopic topic = group.topic();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private volatile String poison = "bad#1";

  /** Where the offsets are, and with them the parked keys. */
  enum Where {
    KAFKA,
    DATABASE
  }

  @AfterEach
  void close() {
    group.close();
    database.close();
  }

  @ParameterizedTest
  @EnumSource
  void theLetterIsTheRecordWithItsCauseInHeaders(Where where) {
    Instant before = Instant.now();
    topic.publish("good", "bad", "good");
    EventConsumer consumer = group.start(delivery(where), group.deadLettering());

    eventually(() -> assertThat(handled).containsExactly("good#1", "good#2"));
    eventually(() -> assertThat(consumer.counts().deadLetters()).isEqualTo(1));
    ConsumerRecord<byte[], byte[]> letter = topic.deadLetters(1).get(0);
    assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("bad");
    assertThat(PublishedEvent.from(letter).dataText()).isEqualTo("{\"text\":\"bad#1\"}");
    assertThat(header(letter, DeadLetterHeaders.TOPIC)).isEqualTo(topic.name());
    assertThat(header(letter, DeadLetterHeaders.PARTITION)).matches("[012]");
    assertThat(header(letter, DeadLetterHeaders.OFFSET)).matches("[01]");
    assertThat(header(letter, DeadLetterHeaders.GROUP)).isEqualTo(topic.group());
    assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("failed");
    assertThat(header(letter, DeadLetterHeaders.EXCEPTION))
        .isEqualTo(IllegalStateException.class.getName());
    assertThat(header(letter, DeadLetterHeaders.MESSAGE)).isEqualTo("poison");
    assertThat(header(letter, DeadLetterHeaders.ATTEMPTS)).isEqualTo("3");
    assertThat(Instant.parse(header(letter, DeadLetterHeaders.TIME)))
        .isBetween(before, Instant.now());
  }

  @ParameterizedTest
  @EnumSource
  void laterRecordsOfTheKeyFollowInOrderAndTheOthersGoOnAlsoAfterARestart(Where where) {
    topic.publish("bad", "good", "bad");
    EventConsumer first = group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(first.counts().deadLetters()).isEqualTo(2));
    first.close();
    topic.publish("good", "bad", "other");
    EventConsumer second = group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(second.counts().deadLetters()).isEqualTo(1));

    eventually(() -> assertThat(handled).containsExactlyInAnyOrder("good#1", "good#2", "other#1"));
    assertThat(topic.deadLetters(3))
        .extracting(DeadLetterIT::text)
        .containsExactly("bad#1", "bad#2", "bad#3");
    assertThat(topic.deadLetters(3))
        .extracting(letter -> header(letter, DeadLetterHeaders.REASON))
        .containsExactly("failed", "key-parked", "key-parked");
  }

  @ParameterizedTest
  @EnumSource
  void aKeyThatIsReleasedIsHandledAgain(Where where) throws Exception {
    topic.publish("bad", "bad");
    EventConsumer consumer = group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(consumer.counts().deadLetters()).isEqualTo(2));

    assertThat(released(consumer, "good")).isFalse();
    assertThat(released(consumer, "bad")).isTrue();
    assertThat(released(consumer, "bad")).isFalse();
    topic.publish("bad");
    eventually(() -> assertThat(handled).containsExactly("bad#3"));

    consumer.close();
    topic.publish("bad");
    group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(handled).containsExactly("bad#3", "bad#4"));
    assertThat(released(consumer, "bad")).isNull();
  }

  @ParameterizedTest
  @EnumSource
  void deadLettersAreHandledLikeAnyOtherTopic(Where where) throws Exception {
    topic.publish("bad", "good", "bad");
    EventConsumer consumer = group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(consumer.counts().deadLetters()).isEqualTo(2));
    eventually(() -> assertThat(handled).containsExactly("good#1"));

    poison = "none";
    group.startOn(topic.deadLetters(), delivery(where), TestGroup.settings());
    eventually(() -> assertThat(handled).containsExactly("good#1", "bad#1", "bad#2"));
  }

  @ParameterizedTest
  @EnumSource
  void aKeyMayGoOnWithoutItsDeadLetter(Where where) {
    topic.publish("bad", "bad");
    FailurePolicy policy = FailurePolicy.deadLetter(topic.deadLetters()).lettingTheKeyGoOn();
    group.start(delivery(where), TestGroup.settings().withFailed(policy));

    eventually(() -> assertThat(handled).containsExactly("bad#2"));
    assertThat(topic.deadLetters(1)).extracting(DeadLetterIT::text).containsExactly("bad#1");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoEventIsADeadLetterWithoutBeingTried(Where where) {
    topic.publishRubbish("rubbish");
    topic.publish("good");
    group.start(delivery(where), group.deadLettering());

    eventually(() -> assertThat(handled).containsExactly("good#1"));
    ConsumerRecord<byte[], byte[]> letter = topic.deadLetters(1).get(0);
    assertThat(letter.value()).isEqualTo(TestTopic.bytes("rubbish"));
    assertThat(header(letter, DeadLetterHeaders.REASON)).isEqualTo("unreadable");
    assertThat(header(letter, DeadLetterHeaders.MESSAGE)).contains("is no CloudEvent");
  }

  @ParameterizedTest
  @EnumSource
  void whoStopsUsingDeadLettersStopsAtAParkedKey(Where where) {
    topic.publish("bad");
    EventConsumer first = group.start(delivery(where), group.deadLettering());
    eventually(() -> assertThat(first.counts().deadLetters()).isEqualTo(1));
    first.close();
    topic.publish("bad");

    assertThat(failure(group.start(delivery(where), TestGroup.settings())))
        .isInstanceOfSatisfying(EventNotHandledException.class, e -> {
          assertThat(e.attempts()).isZero();
          assertThat(e).hasMessageContaining("has a key that is parked");
        });
    assertThat(handled).isEmpty();
  }

  private Delivery delivery(Where where) {
    Consumer<PublishedEvent> handler = event -> {
      String text = TestTopic.text(
          String.valueOf(event.subject()),
          Objects.requireNonNull(event.version()).value());
      if (text.equals(poison)) {
        throw new IllegalStateException("poison");
      }
      handled.add(text);
    };
    return switch (where) {
      case KAFKA -> Delivery.atLeastOnce(handler::accept);
      // One by one, because what is noted here is not rolled back.
      case DATABASE ->
        Delivery.exactlyOnce(database.dataSource(), (event, transaction) -> handler.accept(event))
            .withBatch(1);
    };
  }

  private static Boolean released(EventConsumer consumer, String key) throws Exception {
    return consumer
        .release(key)
        .toCompletableFuture()
        .handle((parked, failure) -> parked)
        .get(Duration.ofSeconds(10).toMillis(), TimeUnit.MILLISECONDS);
  }

  private static String text(ConsumerRecord<byte[], byte[]> letter) {
    return PublishedEvent.from(letter).dataText().replaceAll(".*:\"|\"}", "");
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }
}
