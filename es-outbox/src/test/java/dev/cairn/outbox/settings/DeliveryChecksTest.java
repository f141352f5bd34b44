package dev.cairn.outbox.settings;

import static dev.cairn.outbox.settings.RelayWants.Guarantee.AT_LEAST_ONCE;
import static dev.cairn.outbox.settings.Severity.ERROR;
import static dev.cairn.outbox.settings.Severity.INFO;
import static dev.cairn.outbox.settings.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the check says of the producer: each finding, and that it is silent where nothing is wrong. */
class DeliveryChecksTest {

  private static final RelayWants WANTS = RelayWants.defaults();

  @ParameterizedTest
  @EnumSource
  void hasNothingToSayAboutFlawlessSettings(RelayWants.Guarantee guarantee) {
    assertThat(Checks.of(Checks.flawless(), WANTS.withGuarantee(guarantee))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "acks, 1",
    "acks, 0",
    "enable.idempotence, false",
    "max.in.flight.requests.per.connection, 6",
    "retries, 0",
    "partitioner.ignore.keys, true",
    "partitioner.class, org.apache.kafka.clients.producer.RoundRobinPartitioner"
  })
  void refusesWhatBreaksTheGuarantee(String key, String value) {
    assertThat(Checks.with(key, value)).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(ERROR);
      assertThat(finding.key()).isEqualTo(key);
      assertThat(finding.problem()).contains(value);
      assertThat(finding.why()).isNotBlank();
      assertThat(finding.remedy()).isNotBlank();
    });
  }

  @ParameterizedTest
  @CsvSource({
    "acks, all",
    "acks, -1",
    "enable.idempotence, true",
    "max.in.flight.requests.per.connection, 5",
    "max.in.flight.requests.per.connection, 1",
    "retries, 1",
    "partitioner.ignore.keys, false"
  })
  void acceptsWhatKeepsIt(String key, String value) {
    assertThat(Checks.with(key, value)).isEmpty();
  }

  @Test
  void refusesADeliveryTimeoutThatIsShorterThanOneAttempt() {
    assertThat(Checks.with("delivery.timeout.ms", "10049")).singleElement().satisfies(finding -> {
      assertThat(finding)
          .extracting(Finding::severity, Finding::key)
          .containsExactly(ERROR, "delivery.timeout.ms");
      assertThat(finding.problem()).contains("10049").contains("10050");
    });
    assertThat(Checks.with("delivery.timeout.ms", "10050")).isEmpty();
  }

  @Test
  void tellsOfADeliveryTimeoutThatTheProducerRaises() {
    List<Finding> findings = Checks.of(
        Checks.spoiled(
            Checks.without(Checks.flawless(), "delivery.timeout.ms"),
            "request.timeout.ms",
            "130000"),
        WANTS.withTimes(Duration.ofMinutes(10), Duration.ofSeconds(1)));

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(INFO);
      assertThat(finding.problem()).contains("130050");
    });
  }

  @Test
  void refusesATransactionThatEndsWhileItsBatchIsFilled() {
    RelayWants slow = WANTS.withTimes(Duration.ofSeconds(5), Duration.ofSeconds(5));

    assertThat(Checks.of(Checks.flawless(), slow))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(ERROR, "transaction.timeout.ms"));
  }

  @Test
  void warnsOfATransactionThatEndsWhileItsRecordsAreSentAgain() {
    // 1,000 to fill, 30,000 to deliver, 10,000 to commit
    assertThat(Checks.with("transaction.timeout.ms", "40999"))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(WARNING);
          assertThat(finding.problem()).contains("40999").contains("41000");
        });
    assertThat(Checks.with("transaction.timeout.ms", "41000")).isEmpty();
  }

  @Test
  void warnsThatKafkasOwnDeliveryTimeoutLeavesNoRoom() {
    assertThat(Checks.with("delivery.timeout.ms", "120000")).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(WARNING);
      assertThat(finding.problem()).contains("delivery.timeout.ms 120000");
    });
  }

  @Test
  void tellsOfATransactionTimeoutThatNobodyUses() {
    List<Finding> findings = Checks.of(
        Checks.spoiled(Checks.flawless(), "transaction.timeout.ms", "1"),
        WANTS.withGuarantee(AT_LEAST_ONCE));

    assertThat(findings).singleElement().satisfies(finding -> {
      assertThat(finding.severity()).isEqualTo(INFO);
      assertThat(finding.problem()).contains("no transactions");
    });
  }

  @Test
  void warnsOfAnotherPartitioner() {
    assertThat(Checks.with("partitioner.class", OwnPartitioner.class.getName()))
        .singleElement()
        .satisfies(finding -> {
          assertThat(finding.severity()).isEqualTo(WARNING);
          assertThat(finding.why()).contains("murmur2");
        });
  }

  @Test
  void refusesABufferThatHoldsNoBatch() {
    assertThat(Checks.with("buffer.memory", "16383", "max.request.size", "16000"))
        .extracting(Finding::severity, Finding::key)
        .contains(tuple(ERROR, "buffer.memory"));
  }

  @Test
  void tellsOfABufferThatHoldsLessThanABatchForEachPartition() {
    // 6 partitions, batches of 16,384
    assertThat(Checks.with(
            "batch.size", "16384", "buffer.memory", "98303", "max.request.size", "20000"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(INFO, "buffer.memory"));
    assertThat(Checks.with(
            "batch.size", "16384", "buffer.memory", "98304", "max.request.size", "20000"))
        .isEmpty();
  }

  @Test
  void warnsOfABufferThatHoldsNoRequest() {
    assertThat(Checks.with("max.request.size", "33554433"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "buffer.memory"));
    assertThat(Checks.with("max.request.size", "33554432")).isEmpty();
  }

  @Test
  void warnsOfABatchThatIsLargerThanARequest() {
    assertThat(Checks.with("batch.size", "1048577"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "batch.size"));
    assertThat(Checks.with("batch.size", "1048576")).isEmpty();
  }

  @Test
  void warnsOfNoBatches() {
    assertThat(Checks.with("batch.size", "0"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(WARNING, "batch.size"));
  }

  @Test
  void tellsOfMissingCompression() {
    assertThat(Checks.with("compression.type", "none"))
        .extracting(Finding::severity, Finding::key)
        .containsExactly(tuple(INFO, "compression.type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"lz4", "zstd", "snappy", "gzip"})
  void acceptsAnyCompression(String compression) {
    assertThat(Checks.with("compression.type", compression)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 2, ERROR",
    "3, 4, ERROR",
    "3, 3, WARNING",
    "2, 2, WARNING",
    "2, 1, WARNING",
    "3, 1, WARNING",
    "3, 2, ",
    "4, 2, ",
    "1, 1, ",
    "-1, 2, "
  })
  void comparesCopiesWithThoseThatMustHaveARecord(
      int copies, int inSync, @Nullable Severity expected) {
    List<Finding> findings = Checks.of(Checks.flawless(), WANTS.withTopicsOf(6, copies, inSync));

    assertThat(findings)
        .extracting(Finding::severity)
        .isEqualTo(expected == null ? List.of() : List.of(expected));
  }

  /** Only its name is looked at. */
  static final class OwnPartitioner {}
}
