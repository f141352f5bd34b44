package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.KeyOf;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModel;
import dev.cairn.projection.model.ReadModelException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a read model is said when it is defined, and all of it at once. */
@SuppressWarnings("UnusedMethod") // found by their annotations
final class ReadModelTypeTest {

  @EventType("made")
  record Made(String name, long count, List<String> names) {}

  @EventType("done")
  record Done() {}

  @EventType("made")
  record AlsoMade() {}

  record Untyped() {}

  interface Open {}

  @ReadModel(name = "right", version = 3)
  record Right(@Key String id, long count) {
    @On
    static Right on(Made e, RecordedEvent recorded) {
      return new Right(recorded.stream().key(), 0);
    }

    @On(ifMissing = On.IfMissing.IGNORE)
    @Nullable
    Right on(Done e) {
      return null;
    }
  }

  record NoAnnotation(@Key String id) {}

  @ReadModel(name = "no-record", version = 1)
  static final class NoRecord {}

  @ReadModel(name = "no-key", version = 1)
  record NoKey(String id) {
    @On
    static NoKey on(Made e) {
      return new NoKey(e.name());
    }
  }

  @ReadModel(name = "two-keys", version = 1)
  record TwoKeys(@Key String id, @Key String other) {
    @On
    static TwoKeys on(Made e) {
      return new TwoKeys(e.name(), "");
    }
  }

  @ReadModel(name = "Upper Case", version = 1)
  record BadName(@Key String id) {
    @On
    static BadName on(Made e) {
      return new BadName(e.name());
    }
  }

  @ReadModel(name = "a123456789-123456789-123456789-123456789-", version = 1)
  record LongName(@Key String id) {
    @On
    static LongName on(Made e) {
      return new LongName(e.name());
    }
  }

  @ReadModel(name = "version-zero", version = 0)
  record VersionZero(@Key String id) {
    @On
    static VersionZero on(Made e) {
      return new VersionZero(e.name());
    }
  }

  @ReadModel(name = "nothing", version = 1)
  record Nothing(@Key String id) {}

  @ReadModel(name = "wrong-result", version = 1)
  record WrongResult(@Key String id) {
    @On
    static String on(Made e) {
      return e.name();
    }
  }

  @ReadModel(name = "no-parameter", version = 1)
  record NoParameter(@Key String id) {
    @On
    NoParameter on() {
      return this;
    }
  }

  @ReadModel(name = "wrong-parameter", version = 1)
  record WrongParameter(@Key String id) {
    @On
    static WrongParameter on(Made e, Instant when) {
      return new WrongParameter(e.name());
    }
  }

  @ReadModel(name = "untyped-event", version = 1)
  record UntypedEvent(@Key String id) {
    @On
    static UntypedEvent on(Untyped e) {
      return new UntypedEvent("");
    }
  }

  @ReadModel(name = "open-interface", version = 1)
  record OpenInterface(@Key String id) {
    @On
    static OpenInterface on(Open e) {
      return new OpenInterface("");
    }
  }

  @ReadModel(name = "twice", version = 1)
  record Twice(@Key String id) {
    @On
    Twice one(Made e) {
      return this;
    }

    @On
    Twice other(Made e) {
      return this;
    }
  }

  @ReadModel(name = "one-name", version = 1)
  record OneName(@Key String id) {
    @On
    OneName on(Made e) {
      return this;
    }

    @On
    OneName on(AlsoMade e) {
      return this;
    }
  }

  @ReadModel(name = "stream-key", version = 1)
  record KeyNotOfStream(@Key TwoParts id) {
    @On
    KeyNotOfStream on(Made e) {
      return this;
    }
  }

  record TwoParts(String one, String two) {}

  @ReadModel(name = "no-such-component", version = 1)
  record NoSuchComponent(@Key String id) {
    @On(key = "nmae")
    NoSuchComponent on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "component-type", version = 1)
  record ComponentOfAnotherType(@Key int id) {
    @On(key = "count")
    ComponentOfAnotherType on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "element-type", version = 1)
  record ElementsOfAnotherType(@Key UUID id) {
    @On(key = "names")
    ElementsOfAnotherType on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "key-method-type", version = 1)
  record KeyMethodOfAnotherType(@Key int id) {
    @KeyOf
    static String key(Made e) {
      return e.name();
    }

    @On
    KeyMethodOfAnotherType on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "key-method", version = 1)
  record InstanceKeyMethod(@Key String id) {
    @KeyOf
    String key(Made e) {
      return e.name();
    }

    @On
    InstanceKeyMethod on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "key-without-on", version = 1)
  record KeyWithoutOn(@Key String id) {
    @KeyOf
    static String key(Done e) {
      return "";
    }

    @On
    KeyWithoutOn on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "several-ways", version = 1)
  record KeySaidTwice(@Key String id) {
    @KeyOf
    static String key(Made e) {
      return e.name();
    }

    @On(key = "name")
    KeySaidTwice on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "double-key", version = 1)
  record DoubleKey(@Key double id) {
    @KeyOf
    static double key(Made e) {
      return e.count();
    }

    @On
    DoubleKey on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "same-column", version = 1)
  record SameColumn(@Key String id, String fooBar, Foo foo) {
    record Foo(String bar, int other) {}

    @On
    SameColumn on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "system-column", version = 1)
  record SystemColumn(@Key String id, long xmin) {
    @On
    SystemColumn on(Made e) {
      return this;
    }
  }

  @ReadModel(name = "no-script", version = 1, script = "nowhere.sql")
  record NoScript(@Key String id) {
    @On
    NoScript on(Made e) {
      return this;
    }
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(NoAnnotation.class, "NoAnnotation has no @ReadModel; give it a name"),
        Arguments.of(NoRecord.class, "NoRecord is not a record"),
        Arguments.of(NoKey.class, "NoKey has no @Key; annotate the one component"),
        Arguments.of(TwoKeys.class, "TwoKeys has 2 @Key; annotate the one component"),
        Arguments.of(BadName.class, "The name 'Upper Case' does not do"),
        Arguments.of(LongName.class, "does not do; it is 1 to 40 lower-case letters"),
        Arguments.of(VersionZero.class, "The version of 'version-zero' is 0; the first is 1"),
        Arguments.of(Nothing.class, "Nothing has no @On method"),
        Arguments.of(WrongResult.class, "WrongResult.on(ReadModelTypeTest.Made) returns String"),
        Arguments.of(NoParameter.class, "NoParameter.on() has the wrong parameters"),
        Arguments.of(WrongParameter.class, "Instant) has the wrong parameters"),
        Arguments.of(UntypedEvent.class, "takes ReadModelTypeTest.Untyped first, which has no"),
        Arguments.of(OpenInterface.class, "takes ReadModelTypeTest.Open first, which is not"),
        Arguments.of(Twice.class, "both handle ReadModelTypeTest.Made"),
        Arguments.of(OneName.class, "are both stored as 'made'"),
        Arguments.of(
            KeyNotOfStream.class,
            "The key of ReadModelTypeTest.Made is that of its stream, from which no"
                + " ReadModelTypeTest.TwoParts can be made"),
        Arguments.of(NoSuchComponent.class, "@On(key = \"nmae\") names no component of"),
        Arguments.of(
            ComponentOfAnotherType.class,
            "The component 'count' of ReadModelTypeTest.Made is long, and the key of"),
        Arguments.of(ElementsOfAnotherType.class, "is a collection of String, and the key of"),
        Arguments.of(KeyMethodOfAnotherType.class, "returns String, and the key of"),
        Arguments.of(InstanceKeyMethod.class, "has @KeyOf and is no static method"),
        Arguments.of(KeyWithoutOn.class, "for which there is no @On"),
        Arguments.of(KeySaidTwice.class, "is said in several ways"),
        Arguments.of(DoubleKey.class, "holds a double; a key is a String"),
        Arguments.of(SameColumn.class, "has two columns 'foo_bar'"),
        Arguments.of(SystemColumn.class, "The column 'xmin' of"),
        Arguments.of(NoScript.class, "There is no script 'nowhere.sql' beside"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneClearMessage(Class<?> readModel, String message) {
    ReadModelException wrong =
        catchThrowableOfType(ReadModelException.class, () -> Projection.keyed(readModel));

    assertThat(wrong).isNotNull();
    assertThat(wrong.subject()).contains(readModel.getName());
    assertThat(wrong.problems()).singleElement().asString().contains(message);
  }

  @ReadModel(name = "Several", version = -1)
  record Several(@Key String id) {
    @On
    String on(Untyped e) {
      return "";
    }
  }

  @Test
  void allMistakesAreSaidAtOnce() {
    ReadModelException wrong =
        catchThrowableOfType(ReadModelException.class, () -> Projection.keyed(Several.class));

    assertThat(wrong.problems()).hasSize(4);
    assertThat(wrong).hasMessageContaining("4 mistake(s)");
  }

  @Test
  void aReadModelWithoutMistakesKnowsItsEvents() {
    Projection projection = Projection.keyed(Right.class);

    assertThat(projection.name()).isEqualTo("right");
    assertThat(projection.version()).isEqualTo(3);
    assertThat(projection.eventTypes()).containsExactlyInAnyOrder("made", "done");
  }
}
