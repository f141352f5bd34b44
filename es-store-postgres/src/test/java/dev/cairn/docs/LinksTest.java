package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one page of the documentation points to is there, and no page is half written. */
class LinksTest {

  private static final Path PROJECT = Path.of("..");
  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern TEST_NAME = Pattern.compile("`(\\w+(?:IT|Test|Contract))`");
  private static final Pattern PLACEHOLDER = Pattern.compile("@[A-Z]+@");

  @Test
  void everyLinkLeadsToAFile() throws IOException {
    for (Path page : pages()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        assertThat(page.resolveSibling(link.group(1)))
            .as("linked from %s", page)
            .exists();
      }
    }
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    List<String> tests = new ArrayList<>();
    try (Stream<Path> files = Files.walk(PROJECT)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .forEach(name -> tests.add(name.replace(".java", "")));
    }
    for (Path page : pages()) {
      Matcher name = TEST_NAME.matcher(Files.readString(page));
      while (name.find()) {
        assertThat(tests).as("named in %s", page).contains(name.group(1));
      }
    }
  }

  @Test
  void nothingIsLeftToBeFilledIn() throws IOException {
    for (Path page : pages()) {
      assertThat(Files.readString(page)).as("%s", page).doesNotContainPattern(PLACEHOLDER);
    }
  }

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(
        PROJECT.resolve("README.md"),
        PROJECT.resolve("CONTRIBUTING.md"),
        PROJECT.resolve("CHANGELOG.md")));
    try (Stream<Path> files = Files.walk(PROJECT.resolve("docs"))) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    assertThat(pages).hasSizeGreaterThan(8);
    return pages;
  }
}
