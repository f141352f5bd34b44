package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/evolution.md shows compiles, and its tests pass. */
final class EvolutionGuideTest {

  private static final Path GUIDE = Path.of("..", "docs", "evolution.md");

  @Test
  void theHistoryIsReadAsThePageSays(@TempDir Path directory) throws Exception {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String block : Snippets.in(GUIDE, "java")) {
      sources.put(Snippets.className(block), block);
    }
    assertThat(sources).containsOnlyKeys("Customer", "CustomerHistory");
    Class<?> history = Snippets.compile(sources, directory).loadClass("CustomerHistory");

    List<Method> tests = Stream.of(history.getDeclaredMethods())
        .filter(method -> Modifier.isStatic(method.getModifiers()) && !method.isSynthetic())
        .toList();

    assertThat(tests).hasSize(5);
    for (Method test : tests) {
      test.setAccessible(true);
      test.invoke(null);
    }
  }
}
