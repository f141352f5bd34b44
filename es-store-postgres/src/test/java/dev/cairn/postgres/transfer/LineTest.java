package dev.cairn.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.postgres.transfer.LogFileException.Place;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LineTest {

  @EventType("nothing")
  record Nothing() {}

  private static Line line(byte[] bytes, int length) {
    return new Line(
        bytes,
        length,
        problem -> new LogFileException(Path.of("f"), new Place(7, Position.START), problem));
  }

  private static Line line(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return line(bytes, bytes.length);
  }

  /** Any bytes but the NUL that PostgreSQL has in no text. */
  private static byte[] anyBytes(Random random) {
    byte[] bytes = new byte[random.nextInt(300)];
    for (int i = 0; i < bytes.length; i++) {
      int kind = random.nextInt(4);
      bytes[i] = (byte)
          (kind == 0
              ? 1 + random.nextInt(31)
              : kind == 1 ? "\"\\/\u007f".charAt(random.nextInt(4)) : 1 + random.nextInt(255));
    }
    return bytes;
  }

  @Test
  void anEventComesBackByteForByte() {
    long seed = Long.getLong("cairn.test.seed", System.nanoTime());
    System.out.println("LineTest seed " + seed);
    Random random = new Random(seed);
    LineWriter lines = new LineWriter();
    for (int i = 0; i < 2_000; i++) {
      RecordedEvent event = new RecordedEvent(
          1 + random.nextInt(1_000_000),
          "account:\u00e4 " + i,
          1 + random.nextInt(100),
          new UUID(random.nextLong(), random.nextLong()),
          "a \"type\" \\",
          1 + random.nextInt(3),
          anyBytes(random),
          anyBytes(random),
          Instant.ofEpochSecond(random.nextInt(), 1_000L * random.nextInt(1_000_000)),
          JacksonEventCodec.forEvents(Nothing.class));
      lines.clear();
      EventLine.write(event, lines);
      byte[] written = Arrays.copyOf(lines.bytes(), lines.size());
      assertThat(written[written.length - 1]).isEqualTo((byte) '\n');
      for (int at = 0; at < written.length - 1; at++) {
        assertThat(written[at] < 0 || written[at] >= ' ').isTrue();
      }

      EventLine read = EventLine.read(line(written, written.length - 1));

      assertThat(read.position()).isEqualTo(event.position().value());
      assertThat(read.version()).isEqualTo(event.version().value());
      assertThat(read.id()).isEqualTo(event.id());
      assertThat(read.recordedAt()).isEqualTo(event.recordedAt());
      assertThat(new String(read.stream(), StandardCharsets.UTF_8)).isEqualTo(event.streamText());
      assertThat(new String(read.type(), StandardCharsets.UTF_8)).isEqualTo(event.type());
      assertThat(read.payload()).isEqualTo(event.payloadJson());
      assertThat(read.metadata()).isEqualTo(event.metadataJson());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\"",
        "\"abc",
        "\"\\",
        "\"\\\"",
        "\"\\u",
        "\"\\u00",
        "\"\\u001",
        "\"\\u0000\"",
        "\"\\u0020\"",
        "\"\\u0100\"",
        "\"\\n\"",
        "\"a\tb\"",
        "\"a\0b\"",
        "abc"
      })
  void whatNoExportWritesIsNoString(String text) {
    assertThatThrownBy(() -> line(text).quoted())
        .isInstanceOf(LogFileException.class)
        .hasMessageContaining("line 7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "+1", "01", "1234567890123456789", "x", " 1", "\u0661"})
  void whatNoExportWritesIsNoNumber(String text) {
    assertThatThrownBy(() -> line(text).number()).isInstanceOf(LogFileException.class);
  }

  @Test
  void numbersEndWhereTheyEnd() {
    assertThat(line("0,").number()).isZero();
    assertThat(line("123456789012345678}").number()).isEqualTo(123_456_789_012_345_678L);
  }
}
