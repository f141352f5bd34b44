package dev.cairn.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Both forms of an array, against bytes and literals as the manual of PostgreSQL gives them. */
final class BinaryArrayTest {

  @Test
  void integersAreSentBehindADescriptionOfTheArray() {
    assertThat(hex(BinaryArray.ofInts(new int[] {1, -2})))
        .isEqualTo("00000001" + "00000000" + "00000017" + "00000002" + "00000001" + "00000004"
            + "00000001" + "00000004" + "fffffffe");
    assertThat(BinaryArray.ofInts(new int[] {1, -2}).getValue()).isEqualTo("{\"1\",\"-2\"}");
  }

  @Test
  void longsAreEightBytesEach() {
    assertThat(hex(BinaryArray.ofLongs(new long[] {Long.MIN_VALUE})))
        .isEqualTo("00000001" + "00000000" + "00000014" + "00000001" + "00000001" + "00000008"
            + "8000000000000000");
  }

  @Test
  void textsAreTheirBytes() {
    BinaryArray array = BinaryArray.ofTexts(List.of("".getBytes(UTF_8), "\u00e4".getBytes(UTF_8)));
    assertThat(hex(array))
        .isEqualTo("00000001" + "00000000" + "00000019" + "00000002" + "00000001" + "00000000"
            + "00000002" + "c3a4");
  }

  @Test
  void aLiteralQuotesEveryElement() {
    BinaryArray array = BinaryArray.ofTexts(List.of(
        "a,b".getBytes(UTF_8),
        "{\"x\\y\"}".getBytes(UTF_8),
        "NULL".getBytes(UTF_8),
        " ".getBytes(UTF_8)));
    assertThat(array.asText().getValue())
        .isEqualTo("{\"a,b\",\"{\\\"x\\\\y\\\"}\",\"NULL\",\" \"}");
    assertThat(array.asText().getType()).isEqualTo("_text");
  }

  @Test
  void idsAreALiteral() {
    assertThat(BinaryArray.ofUuids(List.of(new UUID(1, 2), new UUID(3, 4))).getValue())
        .isEqualTo("{00000000-0000-0001-0000-000000000002,00000000-0000-0003-0000-000000000004}");
  }

  private static String hex(BinaryArray array) {
    byte[] bytes = new byte[array.lengthInBytes() + 3];
    array.toBytes(bytes, 3);
    return HexFormat.of().formatHex(bytes, 3, bytes.length);
  }
}
