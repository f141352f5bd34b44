package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no database or broker would take is refused before anything is sent. */
class OutboxMessageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''        | key       | type     | {}     | topic name",
        "a/b       | key       | type     | {}     | topic name",
        "t         | ''        | type     | {}     | record key",
        "t         | a\u0000b  | type     | {}     | record key",
        "t         | \uD83D    | type     | {}     | record key",
        "t         | key       | ''       | {}     | message type",
        "t         | key       | ' '      | {}     | message type",
        "t         | key       | a\u0000b | {}     | message type",
        "t         | key       | \uDE00   | {}     | message type",
        "t         | key       | type     | a\u0000b | message payload",
        "t         | key       | type     | \uD83D | message payload"
      })
  void isRefused(String topic, String key, String type, String json, String subject) {
    assertThatThrownBy(() -> OutboxMessage.of(topic, key, type, json))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refused -> assertThat(refused.subject()).isEqualTo(subject));
  }

  @Test
  void whatIsTooLongIsRefused() {
    assertThatThrownBy(() -> OutboxMessage.of("t".repeat(250), "key", "type", "{}"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> OutboxMessage.of("topic", "key", "t".repeat(129), "{}"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(
            () -> OutboxMessage.of("topic", "key", "type", "{}").withTraceparent("00\u0000"))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // what an application without checks can do
  void whatIsMissingIsNamed() {
    for (String missing : new String[] {"id", "topic", "key", "type", "json"}) {
      assertThatThrownBy(() -> new OutboxMessage(
              missing.equals("id")
                  ? null
                  : OutboxMessage.of("t", "k", "t", "{}").id(),
              missing.equals("topic") ? null : "topic",
              missing.equals("key") ? null : "key",
              missing.equals("type") ? null : "type",
              missing.equals("json") ? null : "{}",
              null,
              null,
              null))
          .as(missing)
          .isInstanceOf(NullPointerException.class);
    }
  }

  @Test
  void idsAreTimeOrderedUnlessGiven() {
    OutboxMessage message = OutboxMessage.of("topic", "key", "type", "{}");

    assertThat(message.id().version()).isEqualTo(7);
    assertThat(message.withId(message.id())).isEqualTo(message);
  }
}
