package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records by others: read if they are CloudEvents, refused with a typed error if not, whatever they hold. */
class PublishedEventTest {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");
  private static final String STRUCTURED = "application/cloudevents+json";
  private static final String ENVELOPE = "{\"specversion\":\"1.0\",\"id\":\"" + ID
      + "\",\"source\":\"urn:x\",\"type\":\"t\",\"time\":\"2026-01-02T03:04:05Z\",\"data\":";

  private static Map<String, String> attributes() {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", ID.toString());
    headers.put("ce_source", "urn:x");
    headers.put("ce_type", "t");
    headers.put("ce_time", "2026-01-02T03:04:05Z");
    return headers;
  }

  private static ConsumerRecord<byte[], byte[]> record(
      Map<String, String> headers, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("bank.account", 3, 42, new byte[0], value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    return record;
  }

  private static ConsumerRecord<byte[], byte[]> structured(byte[] envelope) {
    return record(Map.of("content-type", STRUCTURED), envelope);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertUnreadable(ConsumerRecord<byte[], byte[]> record, String problem) {
    assertThatThrownBy(() -> PublishedEvent.from(record))
        .isInstanceOfSatisfying(UnreadableRecordException.class, unreadable -> {
          assertThat(unreadable.partition()).isEqualTo(new TopicPartition("bank.account", 3));
          assertThat(unreadable.offset()).isEqualTo(42);
        })
        .hasMessageContaining("offset 42 of bank.account-3")
        .hasMessageContaining(problem);
  }

  @Test
  void theLeastThatIsReadIsWhatCloudEventsDemandsAndATime() {
    PublishedEvent event = PublishedEvent.from(record(attributes(), bytes("{}")));

    assertThat(event.id()).isEqualTo(ID);
    assertThat(event.subject()).isNull();
    assertThat(event.version()).isNull();
    assertThat(event.correlationId()).isNull();
    assertThat(event.contentType()).isEqualTo("application/json");
    assertThat(event.toString()).doesNotContain("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce_specversion", "ce_id", "ce_source", "ce_type", "ce_time"})
  void whatMustBeThereIsNamedWhenItIsNot(String header) {
    Map<String, String> headers = attributes();
    headers.remove(header);

    assertUnreadable(record(headers, bytes("{}")), "it has no " + header.substring(3));
  }

  @ParameterizedTest
  @CsvSource({
    "ce_specversion, 0.3",
    "ce_id, 17",
    "ce_id, ''",
    "ce_time, yesterday",
    "ce_time, ''",
    "ce_streamversion, -1",
    "ce_streamversion, one",
    "ce_position, 1e3",
    "ce_position, -5",
    "ce_position, 99999999999999999999",
    "ce_correlationid, x",
    "ce_causationid, ''"
  })
  void anAttributeThatIsNoneIsShown(String header, String value) {
    Map<String, String> headers = attributes();
    headers.put(header, value);

    assertUnreadable(record(headers, bytes("{}")), header.substring(3));
  }

  @Test
  void theLastOfSeveralHeadersOfOneNameCounts() {
    ConsumerRecord<byte[], byte[]> record = record(attributes(), bytes("{}"));
    record.headers().add("ce_type", bytes("last"));

    assertThat(PublishedEvent.from(record).type()).isEqualTo("last");
  }

  @Test
  void aHeaderWithoutAValueIsNone() {
    ConsumerRecord<byte[], byte[]> record = record(attributes(), bytes("{}"));
    record.headers().add("ce_id", null);

    assertUnreadable(record, "it has no id");
  }

  @Test
  void aTombstoneIsNoEvent() {
    assertUnreadable(record(attributes(), null), "tombstone");
  }

  @Test
  void anEmptyValueIsEmptyData() {
    assertThat(PublishedEvent.from(record(attributes(), new byte[0])).data()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\" : [1, {\"b\": null}]}",
        "[1,2]",
        "\"text }{ \\\" \\u00e9 é\"",
        "-12.5e3",
        "true",
        "null"
      })
  void theDataOfAnEnvelopeAreItsBytes(String data) {
    for (String envelope : new String[] {
      ENVELOPE + data + "}",
      ENVELOPE.replace("\"data\":", "\"data\" :\n ") + data + " , \"after\": {\"data\": 1}}",
      "\uFEFF" + ENVELOPE + data + "}"
    }) {
      PublishedEvent event = PublishedEvent.from(structured(bytes(envelope)));
      assertThat(event.dataText()).as(envelope).isEqualTo(data);
      assertThat(event.id()).isEqualTo(ID);
    }
  }

  @Test
  void dataInBase64AreDecoded() {
    PublishedEvent event = PublishedEvent.from(
        structured(
            bytes(
                ENVELOPE.replace("\"data\":", "")
                    + "\"datacontenttype\":\"application/avro\",\"dataschema\":\"urn:s\",\"data_base64\":\"AAEC/w==\"}")));

    assertThat(event.data()).containsExactly(0, 1, 2, 255);
    assertThat(event.contentType()).isEqualTo("application/avro");
    assertThat(event.dataSchema()).isEqualTo("urn:s");
    assertThat(event.isJson()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "null", "{}", "\"a*\"", "\"AAE\""})
  void dataInBase64ThatAreNoneMakeNoEnvelope(String data) {
    assertUnreadable(
        structured(bytes(ENVELOPE.replace("\"data\":", "\"data_base64\":") + data + "}")),
        "envelope");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/json", "Application/JSON", "application/json; charset=UTF-8"})
  void whatSaysThatItIsJsonIs(String contentType) {
    ConsumerRecord<byte[], byte[]> record = record(attributes(), bytes("{}"));
    record.headers().add("content-type", bytes(contentType));

    assertThat(PublishedEvent.from(record).isJson()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hello",
        "[1]",
        "null",
        "{",
        "{\"id\":",
        "{\"id\"",
        "{\"specversion\":\"1.0\",\"data\":{",
        "{\"data\":\"half",
        "{\"id\" 5}",
        "{\"data\":nul}"
      })
  void anEnvelopeThatIsNoJsonObjectIsRefused(String envelope) {
    assertUnreadable(structured(bytes(envelope)), "its envelope is no JSON object");
  }

  @Test
  void anEnvelopeWithoutDataIsRefused() {
    assertUnreadable(
        structured(bytes(ENVELOPE.replace(",\"data\":", "}"))), "its envelope has no data");
  }

  @Test
  void attributesOfAnEnvelopeThatAreNoTextsAreNone() {
    String odd = ENVELOPE + "1, \"subject\": {\"a\": [1]}, \"traceparent\": null}";
    PublishedEvent event = PublishedEvent.from(structured(bytes(odd)));

    assertThat(event.subject()).isNull();
    assertThat(event.traceparent()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32"})
  void anEnvelopeInAnotherEncodingIsRefused(String charset) {
    assertUnreadable(
        structured((ENVELOPE + "1}").getBytes(Charset.forName(charset))), "its envelope is no");
  }

  @Test
  void anEnvelopeThatIsTooDeepIsRefused() {
    assertUnreadable(
        structured(bytes(ENVELOPE + "[".repeat(100_000))), "its envelope is no JSON object");
  }

  @Test
  void theMediaTypeMayBeWrittenInCapitalsAndHaveParameters() {
    ConsumerRecord<byte[], byte[]> record = record(
        Map.of("content-type", "Application/CloudEvents+JSON; charset=utf-8"),
        bytes(ENVELOPE + "1}"));

    assertThat(PublishedEvent.from(record).dataText()).isEqualTo("1");
  }

  /** Bytes turned, cut and doubled: read or refused, and never anything else. */
  @Test
  void noiseIsReadOrRefused() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 20_000; round++) {
      byte[] envelope = mutated(bytes(ENVELOPE + "{\"a\":[1,\"é\"]},\"subject\":\"s\"}"), random);
      ConsumerRecord<byte[], byte[]> record = structured(envelope);
      mutate(record.headers(), random);
      try {
        assertThat(PublishedEvent.from(record).data()).isNotNull();
      } catch (UnreadableRecordException refused) {
        assertThat(refused.offset()).isEqualTo(42);
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ", round " + round + ": "
                + new String(envelope, StandardCharsets.ISO_8859_1),
            e);
      }
    }
  }

  private static byte[] mutated(byte[] original, Random random) {
    byte[] bytes = original.clone();
    for (int turns = random.nextInt(4); turns > 0; turns--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0
        ? java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length))
        : bytes;
  }

  private static void mutate(Headers headers, Random random) {
    if (random.nextInt(10) == 0) {
      byte[] noise = new byte[random.nextInt(20)];
      random.nextBytes(noise);
      headers.add("ce_id", noise).add("ce_time", noise).add("ce_position", noise);
    }
  }
}
