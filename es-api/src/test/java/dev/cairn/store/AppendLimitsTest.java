package dev.cairn.store;

import static dev.cairn.store.ContractEvents.counted;
import static dev.cairn.store.ContractEvents.noted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Limits that an application chose, and what encoding makes of an append. */
final class AppendLimitsTest {

  private static final StreamId STREAM = StreamId.of("account", "a-1");

  @Test
  void theDefaultsAreAThousandEventsAMebibyte64KibibytesAnd64Mebibytes() {
    assertThat(AppendLimits.defaults())
        .isEqualTo(new AppendLimits(1_000, 1_048_576, 65_536, 67_108_864));
  }

  @Test
  void eachLimitIsSetByItself() {
    AppendLimits limits = AppendLimits.defaults()
        .withMaxEvents(1)
        .withMaxPayloadBytes(2)
        .withMaxMetadataBytes(3)
        .withMaxBytes(4);

    assertThat(limits).isEqualTo(new AppendLimits(1, 2, 3, 4));
  }

  @Test
  void aLimitThatLetsNothingThroughIsRefused() {
    AppendLimits limits = AppendLimits.defaults();

    assertThatThrownBy(() -> limits.withMaxEvents(0)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> limits.withMaxPayloadBytes(1))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> limits.withMaxMetadataBytes(-1))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatIsTooMuchIsNamedWithItsLimit() {
    AppendLimits limits = new AppendLimits(2, 20, 20, 100);

    assertThatThrownBy(() -> encode(limits, counted(1, 3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("3 events")
        .hasMessageContaining("at most 2");
    assertThatThrownBy(() -> encode(limits, List.of(noted("0123456789"))))
        .hasMessageContaining("21 bytes")
        .hasMessageContaining("noted")
        .asInstanceOf(type(InvalidInputException.class))
        .satisfies(refusal -> assertThat(refusal.subject()).isEqualTo("payload"));
    NewEvent talkative =
        NewEvent.of(new ContractEvents.Noted(""), EventMetadata.none().withActor("0123456789"));
    assertThatThrownBy(() -> encode(limits, List.of(talkative)))
        .asInstanceOf(type(InvalidInputException.class))
        .satisfies(refusal -> assertThat(refusal.subject()).isEqualTo("metadata"));
  }

  @Test
  void allEventsOfACallTogetherHaveALimitToo() {
    AppendLimits limits = AppendLimits.defaults().withMaxBytes(30);

    assertThat(encode(limits, counted(1, 2)).get(0).bytes()).isEqualTo(28);
    assertThatThrownBy(() -> encode(limits, counted(1, 3)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("42 bytes")
        .hasMessageContaining("at most 30");
    assertThatThrownBy(() -> encode(limits.withMaxBytes(4), counted(1, 1)))
        .isInstanceOf(InvalidInputException.class);
  }

  @Test
  void whatFitsIsEncodedInItsOrder() {
    NewEvent first = counted(1);
    NewEvent second =
        NewEvent.of(new ContractEvents.Noted("x"), EventMetadata.none().withActor("anna"));

    EncodedAppend append =
        encode(AppendLimits.defaults(), List.of(first, second)).get(0);

    assertThat(append.stream()).isEqualTo(STREAM);
    assertThat(append.expected()).isEqualTo(ExpectedVersion.noStream());
    assertThat(append.events())
        .extracting(EncodedAppend.Event::id)
        .containsExactly(first.id(), second.id());
    assertThat(append.events())
        .extracting(EncodedAppend.Event::type)
        .containsExactly("counted", "noted");
    assertThat(append.events().get(0).payload()).asString().isEqualTo("{\"number\":1}");
    assertThat(append.events().get(1).metadata()).asString().isEqualTo("{\"actor\":\"anna\"}");
  }

  private static List<EncodedAppend> encode(AppendLimits limits, List<NewEvent> events) {
    return EncodedAppend.encode(
        List.of(new StreamAppend(STREAM, ExpectedVersion.noStream(), events)),
        ContractEvents.codec(),
        limits);
  }
}
