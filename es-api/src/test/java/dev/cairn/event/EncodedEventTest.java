package dev.cairn.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EncodedEventTest {

  @Test
  void aTypeNameOfUpTo128CharactersIsStored() {
    for (String name :
        List.of("x", "money-withdrawn", "it's \"q\" \uD83D\uDE00", "n".repeat(128))) {
      assertThat(new EncodedEvent(name, 1, new byte[0]).type()).isEqualTo(name);
    }
  }

  @Test
  void aTypeNameThatNoStoreCanCarryIsRefusedWhateverTheCodec() {
    for (String name : List.of("", "n".repeat(129), "a\u0000", "a\nb", "\uD83D", "\uDE00")) {
      assertThatThrownBy(() -> new EncodedEvent(name, 1, new byte[0]))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContaining("event type");
    }
  }
}
