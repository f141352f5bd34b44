package dev.cairn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Text beyond ASCII, and text that is none. */
final class StoredTextTest {

  @EventType("noted")
  record Noted(String text) {}

  @Test
  void textOfAnyLengthComesBackWithItsEmojiWhereverBuffersEnd() {
    for (int length = 0; length < 200; length++) {
      // Jackson's buffers have 2,000 and 8,000 places; a pair must not be torn at their ends.
      for (int around : List.of(0, 1_900, 3_900, 7_900)) {
        Noted event = new Noted("x".repeat(around + length) + "\uD83D\uDE00y");
        assertThat(Stored.andBack(event)).isEqualTo(event);
      }
    }
    assertThat(Stored.text(new Noted("\uD83D\uDE00"))).isEqualTo("{\"text\":\"\uD83D\uDE00\"}");
  }

  @Test
  void halfASurrogatePairCannotBeEncodedAndABackslashBeforeAUCan() {
    for (String half : List.of("\uD83D", "\uDE00", "\uDE00\uD83D", "x\\\uD83D\\", "\\\\\uDE00")) {
      assertThatThrownBy(() -> Stored.text(new Noted(half)))
          .isInstanceOf(EventEncodingException.class)
          .hasMessageContaining("surrogate");
    }
    for (String whole : List.of("\\uD83D", "\\\\uD83D", "\\", "\\u", "\uD83D\uDE00\\uDE00")) {
      assertThat(Stored.andBack(new Noted(whole))).isEqualTo(new Noted(whole));
    }
  }

  @Test
  void aPairThatAMapperWritesAsTwoEscapesIsAPair() {
    var escaping = new JacksonEventCodec(
        EventTypes.of(Noted.class),
        JacksonEventCodec.defaultMapper()
            .configure(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature(), true));

    assertThat(escaping.encode(new Noted("\uD83D\uDE00")).json())
        .asString()
        .isEqualTo("{\"text\":\"\\uD83D\\uDE00\"}");
    assertThatThrownBy(() -> escaping.encode(new Noted("\uD83D-\uDE00")))
        .isInstanceOf(EventEncodingException.class);
  }
}
