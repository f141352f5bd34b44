package dev.cairn.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.On;
import dev.cairn.projection.model.ReadModelException;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with a free projection is said when it is defined. */
@SuppressWarnings("UnusedMethod") // found by their annotations
final class FreeDefinitionTest {

  private static final String SCRIPT = "postings.sql";

  @EventType("made")
  record Made() {}

  record Untyped() {}

  @FreeProjection(name = "right", version = 1, script = SCRIPT)
  static final class Right {
    @On
    void on(Made e, EventMetadata metadata, Replay replay, Handle handle, RecordedEvent recorded) {}

    @OnBatch(BankEvents.Event.class)
    static void on(List<RecordedEvent> events, Handle handle) {}
  }

  static final class NoAnnotation {}

  @FreeProjection(name = "1st", version = 1, script = SCRIPT)
  static final class BadName {
    @On
    void on(Made e) {}
  }

  @FreeProjection(name = "no-script", version = 1, script = "nowhere.sql")
  static final class NoScript {
    @On
    void on(Made e) {}
  }

  @FreeProjection(name = "nothing", version = 1, script = SCRIPT)
  static final class Nothing {}

  @FreeProjection(name = "result", version = 1, script = SCRIPT)
  static final class Result {
    @On
    int on(Made e) {
      return 1;
    }
  }

  @FreeProjection(name = "no-parameter", version = 1, script = SCRIPT)
  static final class NoParameter {
    @On
    void on() {}
  }

  @FreeProjection(name = "parameter", version = 1, script = SCRIPT)
  static final class WrongParameter {
    @On
    void on(Made e, Instant when) {}
  }

  @FreeProjection(name = "untyped", version = 1, script = SCRIPT)
  static final class UntypedEvent {
    @On
    void on(Untyped e) {}
  }

  @FreeProjection(name = "twice", version = 1, script = SCRIPT)
  static final class Twice {
    @On
    void on(Made e) {}

    @OnBatch(Made.class)
    void on(List<RecordedEvent> events) {}
  }

  @FreeProjection(name = "batch-of-one", version = 1, script = SCRIPT)
  static final class BatchOfOne {
    @OnBatch(Made.class)
    void on(RecordedEvent event) {}
  }

  @FreeProjection(name = "batch-of-payloads", version = 1, script = SCRIPT)
  static final class BatchOfPayloads {
    @OnBatch(Made.class)
    void on(List<Made> events) {}
  }

  @FreeProjection(name = "batch-metadata", version = 1, script = SCRIPT)
  static final class BatchMetadata {
    @OnBatch(Made.class)
    void on(List<RecordedEvent> events, EventMetadata metadata) {}
  }

  @FreeProjection(name = "batch-of-nothing", version = 1, script = SCRIPT)
  static final class BatchOfNothing {
    @On
    void on(Made e) {}

    @OnBatch({})
    void on(List<RecordedEvent> events) {}
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        Arguments.of(new NoAnnotation(), "NoAnnotation has no @FreeProjection"),
        Arguments.of(new BadName(), "The name '1st' does not do"),
        Arguments.of(new NoScript(), "There is no script 'nowhere.sql' beside"),
        Arguments.of(new Nothing(), "Nothing has no @On or @OnBatch method"),
        Arguments.of(new Result(), "returns something"),
        Arguments.of(new NoParameter(), "NoParameter.on() takes nothing"),
        Arguments.of(new WrongParameter(), "takes a Instant, which it cannot be given"),
        Arguments.of(new UntypedEvent(), "Untyped first, which has no @EventType"),
        Arguments.of(new Twice(), "both handle FreeDefinitionTest.Made"),
        Arguments.of(new BatchOfOne(), "its first parameter is a List<RecordedEvent>"),
        Arguments.of(new BatchOfPayloads(), "its first parameter is a List<RecordedEvent>"),
        Arguments.of(new BatchMetadata(), "takes a EventMetadata, which it cannot be given"),
        Arguments.of(new BatchOfNothing(), "@OnBatch names no event"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsOneClearMessage(Object projection, String message) {
    ReadModelException wrong =
        catchThrowableOfType(ReadModelException.class, () -> Projection.free(projection));

    assertThat(wrong).isNotNull();
    assertThat(wrong.subject()).contains(projection.getClass().getName());
    assertThat(wrong.problems()).singleElement().asString().contains(message);
  }

  @Test
  void aProjectionWithoutMistakesKnowsItsEvents() {
    assertThat(Projection.free(new Right()).eventTypes())
        .containsExactlyInAnyOrder(
            "made", "opened", "deposited", "withdrawn", "transferred", "closed");
  }
}
