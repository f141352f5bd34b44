package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a page says of speed was measured: the figure is in docs/performance.md, too. */
class FiguresTest {

  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern FIGURE =
      Pattern.compile("\\d+(?:[.,]\\d+)*(?=(?: to [\\d,]+)? (?:events/s|ms|us each))");

  @Test
  void everyFigureOfSpeedWasMeasured() throws IOException {
    List<String> figures = figuresIn("when-not.md");
    String measured = Files.readString(DOCS.resolve("performance.md"));

    assertThat(figures).hasSizeGreaterThan(8).contains("35,456", "7.0", "567,128");
    assertThat(figures)
        .filteredOn(figure -> !figure.equals("420")) // rounded, and said to be
        .allSatisfy(figure -> assertThat(measured)
            .as("docs/performance.md has been measured again; say in when-not.md what it says now")
            .containsPattern("(?<![\\d.,])" + Pattern.quote(figure) + "(?![\\d])"));
  }

  private static List<String> figuresIn(String page) throws IOException {
    return FIGURE
        .matcher(Files.readString(DOCS.resolve(page)))
        .results()
        .map(MatchResult::group)
        .toList();
  }
}
