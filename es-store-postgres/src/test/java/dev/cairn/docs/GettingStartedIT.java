package dev.cairn.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/getting-started.md shows works as it stands there. */
class GettingStartedIT {

  private static final Path GUIDE = Path.of("..", "docs", "getting-started.md");

  @Test
  void theGuideCompilesRunsAndReturnsWhatItSays(@TempDir Path classes) throws Exception {
    ClassLoader guide = Snippets.compile(sources(), classes);

    assertThat(call(guide, "WithADatabase", "run"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(String.class))
        .containsExactlyElementsOf(Snippets.in(GUIDE, "text").get(0).lines().toList());
  }

  @Test
  void theSpecificationOfTheGuidePasses(@TempDir Path classes) throws Exception {
    ClassLoader guide = Snippets.compile(sources(), classes);

    Class<?> specification = guide.loadClass("AccountSpecification");
    Object tests = accessible(specification.getDeclaredConstructor()).newInstance();
    for (String test : List.of("withdrawsWhatIsThere", "refusesToOverdraw")) {
      accessible(specification.getDeclaredMethod(test)).invoke(tests);
    }
  }

  /**
   * All but those of modules that this one does not know: PublishingGuideIT of the outbox has them, and
   * ReadModelGuideIT of the projections.
   */
  private static Map<String, String> sources() {
    Map<String, String> sources = new LinkedHashMap<>();
    for (String block : Snippets.in(GUIDE, "java")) {
      if (!block.contains("dev.cairn.outbox") && !block.contains("dev.cairn.projection")) {
        sources.put(Snippets.className(block), block);
      }
    }
    assertThat(sources)
        .containsOnlyKeys(
            "Commands", "Account", "AccountSpecification", "Main", "WithADatabase", "Follower");
    return sources;
  }

  private static Object call(ClassLoader classes, String type, String method) throws Exception {
    Method found = accessible(classes.loadClass(type).getDeclaredMethod(method));
    return found.invoke(null);
  }

  private static <T extends java.lang.reflect.AccessibleObject> T accessible(T member) {
    member.setAccessible(true);
    return member;
  }
}
