package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that Kafka would not take are refused where they are given. */
class RouteTest {

  @ParameterizedTest
  @ValueSource(strings = {"bank/", "bank ", "bänk.", "bank\n"})
  void aPrefixThatCannotBePartOfATopicsNameIsRefusedAtOnce(String prefix) {
    assertThatThrownBy(() -> RelaySettings.publishingTo(prefix))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("topic prefix");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a b", "ü", "a\u0000b"})
  void aRouteToWhatIsNoTopicIsRefused(String topic) {
    assertThatThrownBy(() -> Route.to(topic, "key"))
        .isInstanceOfSatisfying(
            InvalidInputException.class,
            refused -> assertThat(refused.subject()).isEqualTo("topic name"));
    assertThatThrownBy(() -> Route.to("t".repeat(250), "key"))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Route.to("topic", "")).isInstanceOf(InvalidInputException.class);
  }
}
