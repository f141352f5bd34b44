package dev.cairn.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.ContractEvents;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The binary form of COPY, row by row. */
final class BinaryRowsTest {

  private static final UUID ID = UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057");

  private final BinaryRows rows = new BinaryRows(ContractEvents.codec());

  @Test
  void aRowBehindTheHeaderAndOneWithoutAreDecodedAlike() {
    byte[] row = row(1, "account:\u00e4", "counted", "{\"number\":5}");
    RecordedEvent first = Objects.requireNonNull(rows.decode(concat(header(0), row)));

    assertThat(rows.decode(row)).isEqualTo(first);
    assertThat(first.stream().key()).isEqualTo("\u00e4");
    assertThat(first.id()).isEqualTo(ID);
    assertThat(first.payload()).isEqualTo(new ContractEvents.Counted(5));
    assertThat(first.recordedAt()).isEqualTo(Instant.parse("2000-01-01T00:00:00.000001Z"));
  }

  @Test
  void headerAndEndAreNoEvents() {
    assertThat(rows.decode(header(0))).isNull();
    assertThat(rows.decode(row(1, "a:b", "counted", "{}"))).isNotNull();
    assertThat(rows.decode(new byte[] {-1, -1})).isNull();
  }

  @Test
  void anExtensionOfTheHeaderIsSkipped() {
    assertThat(rows.decode(concat(header(7), row(3, "a:b", "counted", "{}")))).isNotNull();
  }

  @Test
  void whatDoesNotBeginLikeABinaryCopyIsRefused() {
    assertThatThrownBy(() -> rows.decode("position,version".getBytes(UTF_8)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void momentsBefore2000AreDecodedToo() {
    assertThat(BinaryRows.instant(-1)).isEqualTo(Instant.parse("1999-12-31T23:59:59.999999Z"));
    assertThat(BinaryRows.instant(0)).isEqualTo(Instant.parse("2000-01-01T00:00:00Z"));
  }

  private static byte[] header(int extension) {
    return ByteBuffer.allocate(19 + extension)
        .put(BinaryRows.signature())
        .putInt(0)
        .putInt(extension)
        .array();
  }

  private static byte[] row(long version, String stream, String type, String payload) {
    ByteBuffer row = ByteBuffer.allocate(500);
    row.putShort((short) 9);
    row.putInt(8).putLong(42);
    row.putInt(8).putLong(version);
    row.putInt(8).putLong(1);
    row.putInt(16).putLong(ID.getMostSignificantBits()).putLong(ID.getLeastSignificantBits());
    row.putInt(2).putShort((short) 1);
    for (String text : new String[] {stream, type, payload, "{}"}) {
      row.putInt(text.getBytes(UTF_8).length).put(text.getBytes(UTF_8));
    }
    byte[] bytes = new byte[row.position()];
    row.flip().get(bytes);
    return bytes;
  }

  private static byte[] concat(byte[] first, byte[] second) {
    return ByteBuffer.allocate(first.length + second.length)
        .put(first)
        .put(second)
        .array();
  }
}
