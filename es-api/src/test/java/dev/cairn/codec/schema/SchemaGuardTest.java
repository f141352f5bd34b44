package dev.cairn.codec.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.codec.EventTypes;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.Finding.Reader;
import dev.cairn.codec.upcast.JsonEdit;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What revisions, upcasters, names and files do to the verdict. */
final class SchemaGuardTest {

  @TempDir
  private Path events;

  @EventType("deposited")
  record First(String amount) {}

  @EventType("deposited")
  record Retyped(int amount) {}

  @EventType(value = "deposited", revision = 2)
  record Second(int amount) {}

  @EventType(value = "deposited", revision = 2)
  record NewMeaning(String amount) {}

  @EventType(value = "deposited", revision = 3)
  record Third(int cents) {}

  @EventType(value = "paid-in", aliases = "deposited")
  record Renamed(String amount) {}

  @EventType(value = "paid-in", aliases = "deposited")
  record RenamedAndRetyped(int amount) {}

  @EventType("other")
  record Other(int n) {}

  private static final Upcaster STEP = Upcaster.change("deposited", 1, JsonEdit.edit());
  private static final Upcaster NEXT = Upcaster.change("deposited", 2, JsonEdit.edit());

  @Test
  void aShapeThatChangesWithoutANewRevisionIsWhatItIs() {
    commit(First.class);

    assertThatThrownBy(() -> guard(Retyped.class).assertCompatible())
        .asInstanceOf(type(IncompatibleEventsException.class))
        .satisfies(refusal -> assertThat(refusal.findings()).singleElement().satisfies(it -> {
          assertThat(it.type()).isEqualTo("deposited");
          assertThat(it.revision()).isEqualTo(1);
          assertThat(it.reader()).isEqualTo(Reader.NEWER_CODE);
          assertThat(it.path()).isEqualTo("amount");
          assertThat(it.change()).isEqualTo("it was text and is a number (int)");
          assertThat(it.remedy()).contains("revision", "2", "Upcaster.change(\"deposited\", 1");
        }))
        .satisfies(refusal -> assertThat(refusal).hasMessageContaining("Remedy: "));
  }

  @Test
  void anUpcasterCoversTheChangeOnlyWithANewRevision() {
    commit(First.class);

    assertThatCode(() -> guard(Upcasters.of(STEP), Second.class).assertCompatible())
        .doesNotThrowAnyException();
    assertThat(guard(Second.class).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.remedy()).contains("Upcaster.change(\"deposited\", 1"));
  }

  @Test
  void aChangedMeaningIsANewRevisionOfTheSameShape() {
    commit(First.class);

    assertThat(guard(Upcasters.of(STEP), NewMeaning.class).findings()).isEmpty();
    assertThat(guard(Upcasters.of(STEP), NewMeaning.class)
            .under(Compatibility.FORWARD)
            .findings())
        .as("older code does not know the meaning")
        .singleElement()
        .satisfies(it -> assertThat(it.reader()).isEqualTo(Reader.OLDER_CODE));
  }

  @Test
  void everyRevisionNeedsAWayUnderTheTransitiveMode() {
    commit(First.class);
    guard(Upcasters.of(STEP), Second.class).export();

    SchemaGuard both = guard(Upcasters.of(STEP, NEXT), Third.class);
    SchemaGuard one = guard(Upcasters.of(NEXT), Third.class);

    assertThat(both.findings()).isEmpty();
    assertThat(one.under(Compatibility.BACKWARD).findings()).isEmpty();
    assertThat(one.findings()).singleElement().satisfies(it -> {
      assertThat(it.revision()).isEqualTo(1);
      assertThat(it.change()).contains("no upcaster from 1");
    });
  }

  @Test
  void codeThatIsOlderThanTheFilesIsNotLetBack() {
    guard(Second.class).export();

    assertThat(guard(First.class).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.change()).contains("committed revision is 2"));
  }

  @Test
  void aTypeThatIsGoneNeedsSomethingThatReadsItsEvents() {
    commit(First.class);

    assertThat(guard(Other.class).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.remedy()).contains("alias", "upcaster", "keep the class"));
    assertThat(guard(Upcasters.of(Upcaster.drop("deposited", 1)), Other.class).findings())
        .isEmpty();
    Upcaster move = Upcaster.move("deposited", 1, "other", 1, JsonEdit.edit());
    assertThat(guard(Upcasters.of(move), Other.class).findings()).isEmpty();
  }

  @Test
  void aNewTypeBreaksNobody() {
    commit(First.class);

    assertThat(
            guard(First.class, Other.class).under(Compatibility.FULL_TRANSITIVE).findings())
        .isEmpty();
  }

  @Test
  void underItsNewNameATypeIsComparedWithItsOldForms() {
    commit(First.class);

    assertThat(guard(Renamed.class).findings()).isEmpty();
    assertThat(guard(Renamed.class).under(Compatibility.FORWARD).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.change()).contains("paid-in"));
    assertThat(guard(RenamedAndRetyped.class).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.path()).isEqualTo("amount"));
    assertThat(guard(RenamedAndRetyped.class).of("paid-in").findings()).hasSize(1);
  }

  @EventType("wide")
  record Wide(int n) {}

  @EventType("wide")
  record Narrow(short n) {}

  @Test
  void aTypeCanHaveAModeOfItsOwn() {
    commit(First.class, Wide.class);
    SchemaGuard guard = guard(Retyped.class, Narrow.class);

    assertThat(guard.findings()).hasSize(2);
    assertThat(guard.under("wide", Compatibility.FORWARD).findings())
        .singleElement()
        .satisfies(it -> assertThat(it.type()).isEqualTo("deposited"));
    assertThat(guard.of("wide").findings())
        .singleElement()
        .satisfies(it -> assertThat(it.type()).isEqualTo("wide"));
  }

  @EventType("deposited")
  record Grown(String amount, @Nullable String note) {}

  @Test
  void aFormThatWasNeverCommittedIsNamed() {
    commit(First.class);
    SchemaGuard grown = guard(Grown.class, Other.class);

    assertThatCode(grown::assertCompatible).doesNotThrowAnyException();
    assertThatThrownBy(grown::assertCommitted)
        .asInstanceOf(type(UncommittedSchemasException.class))
        .satisfies(it -> assertThat(it.types()).containsExactly("deposited", "other"));

    assertThat(grown.export()).containsExactly("deposited", "other");
    assertThatCode(grown::assertCommitted).doesNotThrowAnyException();
    assertThat(grown.export()).isEmpty();
  }

  @Test
  void everyFormOfARevisionIsKeptUnlessItIsReplaced() throws IOException {
    commit(First.class);
    guard(Grown.class).export();
    assertThat(files())
        .containsExactly("deposited.1.2.schema.json", "deposited.1.schema.json", "index.json");

    guard(First.class).replace();
    assertThat(files()).hasSize(3);
    assertThat(SchemaFiles.read(events).histories().get("deposited"))
        .hasSize(2)
        .allSatisfy(it -> assertThat(
                it.saysTheSameAs(EventSchemas.of(EventTypes.of(First.class)).of("deposited")))
            .isTrue());
  }

  @Test
  void exportingAgainChangesNoByte() throws IOException {
    commit(First.class, Wide.class);
    List<String> before = contents();

    commit(Wide.class, First.class);

    assertThat(contents()).isEqualTo(before).allMatch(it -> it.endsWith("}\n"));
  }

  @EventType("A/..\\b:\u00e4")
  record Odd(int n) {}

  @EventType("a/..\\B:\u00e4")
  record OddToo(int n) {}

  @Test
  void everyTypeHasAFileOfItsOwnWhateverItIsCalled() throws IOException {
    commit(Odd.class, OddToo.class);

    assertThat(files())
        .containsExactly(
            "A%2f..%5cb%3a%c3%a4.1.schema.json",
            "a%2f..%5cB%3a%c3%a4~2.1.schema.json", "index.json");
    assertThat(guard(Odd.class, OddToo.class).uncommitted()).isEmpty();
  }

  @Test
  void withoutFilesThereIsNoVerdict() {
    assertThatThrownBy(() -> guard(First.class).assertCompatible())
        .isInstanceOf(EventSchemaException.class)
        .hasMessageContaining("index.json")
        .hasMessageContaining("es schema export");
  }

  @Test
  void aFileThatIsDamagedOrMissingIsAnErrorThatNamesIt() throws IOException {
    commit(First.class);
    Path index = events.resolve("index.json");
    Path file = events.resolve("deposited.1.schema.json");
    String good = Files.readString(index);
    for (String bad : List.of(
        "",
        "[]",
        "{}",
        good.replace("\"format\": 1", "\"format\": 2"),
        good.replace("deposited.1.schema.json", "../deposited.1.schema.json"),
        good.replace("deposited.1.schema", "deposited.7.schema"),
        good.replace("\"deposited\"", "\"other\""),
        good.replace("\"history\"", "\"histories\""))) {
      Files.writeString(index, bad);
      assertThatThrownBy(() -> guard(First.class).findings())
          .as(bad)
          .isInstanceOf(EventSchemaException.class);
    }
    Files.writeString(index, good);
    Files.writeString(file, "{");
    assertThatThrownBy(() -> guard(First.class).findings())
        .isInstanceOf(EventSchemaException.class)
        .hasMessageContaining("deposited.1.schema.json");
  }

  private void commit(Class<?>... classes) {
    guard(classes).export();
  }

  private SchemaGuard guard(Class<?>... classes) {
    return guard(Upcasters.none(), classes);
  }

  private SchemaGuard guard(Upcasters upcasters, Class<?>... classes) {
    return EventSchemas.of(JacksonEventCodec.forEvents(classes).withUpcasters(upcasters))
        .in(events);
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private List<String> contents() throws IOException {
    try (Stream<Path> files = Files.list(events)) {
      return files.sorted().map(SchemaGuardTest::content).toList();
    }
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
