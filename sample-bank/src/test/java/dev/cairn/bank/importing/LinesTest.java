package dev.cairn.bank.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class LinesTest {

  private static List<Line> linesOf(String text) throws IOException {
    List<Line> lines = new ArrayList<>();
    try (Lines reader =
        new Lines(new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)))) {
      for (Line line = reader.next(); line != null; line = reader.next()) {
        lines.add(line);
      }
      assertThat(reader.position()).isEqualTo(text.length());
    }
    return lines;
  }

  private static Line line(long number, String text) {
    return new Line(number, text, true);
  }

  @Test
  void endWithEitherLineEnd() throws IOException {
    assertThat(linesOf("a\r\nb\nc")).containsExactly(line(1, "a"), line(2, "b"), line(3, "c"));
  }

  @Test
  void areCountedAlsoWhenEmpty() throws IOException {
    assertThat(linesOf("\n\r\na\n")).containsExactly(line(1, ""), line(2, ""), line(3, "a"));
  }

  @Test
  void ofAnEmptyFileAreNone() throws IOException {
    assertThat(linesOf("")).isEmpty();
  }

  @Test
  void areReadAsLatin1() throws IOException {
    assertThat(linesOf("é\u0000ÿ")).containsExactly(line(1, "é\u0000ÿ"));
  }

  @Test
  void mayBeAsLongAsTheLimit() throws IOException {
    String longest = "x".repeat(Lines.LONGEST);
    assertThat(linesOf(longest + "\r\n" + longest))
        .containsExactly(line(1, longest), line(2, longest));
  }

  @Test
  void areCutAboveTheLimitAndTheNextOneIsWhole() throws IOException {
    List<Line> lines = linesOf("x".repeat(3_000_000) + "\nshort");
    assertThat(lines.get(0).complete()).isFalse();
    assertThat(lines.get(0).text()).hasSize(Lines.LONGEST);
    assertThat(lines.get(1)).isEqualTo(line(2, "short"));
  }
}
