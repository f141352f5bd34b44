package dev.cairn.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnknownEventRevisionException;
import dev.cairn.event.UnknownEventTypeException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class UnknownTypesTest {

  @EventType(value = "known", revision = 2)
  record Known() {}

  private static final JacksonEventCodec CODEC = JacksonEventCodec.forEvents(Known.class);

  private static RecordedEvent stored(JacksonEventCodec codec, String type, int revision) {
    return new RecordedEvent(
        7,
        "thing:1",
        1,
        new UUID(0, 7),
        type,
        revision,
        "{\"a\":1}".getBytes(UTF_8),
        "{}".getBytes(UTF_8),
        Instant.EPOCH,
        codec);
  }

  @Test
  void anUnknownTypeFailsUnlessSomethingElseIsSaid() {
    RecordedEvent event = stored(CODEC, "stranger", 1);
    assertThat(event.upcast()).containsExactly(event);
    assertThatThrownBy(event::payload).isInstanceOf(UnknownEventTypeException.class);
  }

  @Test
  void itIsLeftOutAndCounted() {
    SkippedEvents skipped = new SkippedEvents();
    JacksonEventCodec codec = CODEC.withUnknownTypes(UnknownTypes.skip(skipped));

    assertThat(stored(codec, "stranger", 1).upcast()).isEmpty();
    assertThat(stored(codec, "stranger", 2).upcast()).isEmpty();
    assertThat(stored(codec, "other", 1).upcast()).isEmpty();
    assertThat(stored(codec, "known", 2).upcast()).hasSize(1);

    assertThat(skipped.byType()).isEqualTo(Map.of("stranger", 2L, "other", 1L));
    assertThat(skipped.count()).isEqualTo(3);
  }

  @Test
  void itIsHandedOverAsItIsStored() {
    JacksonEventCodec codec = CODEC.withUnknownTypes(UnknownTypes.handOver());
    assertThat(stored(codec, "stranger", 3).payload())
        .isEqualTo(new UnknownEvent("stranger", 3, "{\"a\":1}"));
  }

  @Test
  void aKnownTypeInAnUnknownRevisionFailsWhateverIsSaidOfUnknownTypes() {
    for (UnknownTypes policy : new UnknownTypes[] {
      UnknownTypes.fail(), UnknownTypes.skip(event -> {}), UnknownTypes.handOver()
    }) {
      JacksonEventCodec codec = CODEC.withUnknownTypes(policy);
      assertThatThrownBy(() -> stored(codec, "known", 3).payload())
          .asInstanceOf(type(UnknownEventRevisionException.class))
          .satisfies(e -> {
            assertThat(e.revision()).isEqualTo(3);
            assertThat(e.current()).isEqualTo(2);
            assertThat(e).hasMessageContaining("newer version of the application");
          });
      assertThatThrownBy(() -> stored(codec, "known", 1).payload())
          .isInstanceOf(UnknownEventRevisionException.class)
          .hasMessageContaining("upcasters");
    }
  }
}
