package dev.cairn.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.InvalidInputException;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventIds;
import dev.cairn.event.RecordedEvent;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What a record needs to be a process. */
class ProcessModelTest {

  private static String problems(Class<?> type) {
    ProcessModelException wrong =
        catchThrowableOfType(ProcessModelException.class, () -> ProcessModel.of(type));
    assertThat(wrong.process()).isEqualTo(type);
    return String.join("\n", wrong.problems());
  }

  private static RecordedEvent recorded(Object event) {
    JacksonEventCodec codec = JacksonEventCodec.forEvents(Order.Event.class);
    EncodedEvent encoded = codec.encode(event);
    return new RecordedEvent(
        1,
        "order:o1",
        1,
        EventIds.next(),
        encoded.type(),
        encoded.revision(),
        encoded.json(),
        new byte[] {'{', '}'},
        Instant.EPOCH,
        codec);
  }

  @Test
  void oneThatIsRightKnowsItsNameEventsAndKeys() {
    ProcessModel<Order> model = ProcessModel.of(Order.class);
    assertThat(model.name()).isEqualTo("order");
    assertThat(model.eventTypes())
        .containsExactlyInAnyOrder("order-placed", "order-paid", "goods-sent", "order-reminded");
    assertThat(model.keysOf(recorded(new Order.Placed("o7")))).containsExactly("o7");
    assertThat(model.keysOf(recorded(new Order.Sent()))).containsExactly("o1");
    assertThat(model.keyText(new Order("o3", true))).isEqualTo("o3");
  }

  record NoProcess(@Key String id) {}

  @Process("Wrong Name")
  record Wrong(String id, Runnable what) {}

  @Process("methods")
  record Methods(@Key String id) {
    @On(key = "order")
    String on(Order.Placed e) {
      return id;
    }

    @OnRefusal
    Step<Methods> refused(Object command) {
      return Step.end();
    }

    @OnDeadline
    Step<Methods> one() {
      return Step.end();
    }

    @OnDeadline
    static Step<Methods> two() {
      return Step.end();
    }
  }

  @Process("twice")
  record Twice(@Key String id) {
    @On(key = "order")
    static Step<Twice> on(Order.Placed e) {
      return Step.end();
    }

    @OnRefusal
    Step<Twice> one(Order.Cancel command, IllegalStateException why) {
      return Step.end();
    }

    @OnRefusal
    Step<Twice> two(Order.Cancel command, IllegalStateException why) {
      return Step.end();
    }
  }

  @Test
  void everyMistakeIsNamed() {
    assertThat(problems(NoProcess.class)).contains("has no @Process");
    assertThat(problems(Wrong.class)).contains("'Wrong Name' does not do", "has no @Key");
    assertThat(problems(Methods.class))
        .contains(
            "Methods.on(Order.Placed) returns String",
            "Methods.refused(Object) has @OnRefusal; it is an instance method",
            "Methods.two() has @OnDeadline; it is an instance method",
            "has 2 @OnDeadline methods");
    assertThat(problems(Twice.class)).contains("are both for the same refusals");
  }

  @Process("astray")
  record Astray(@Key String id) {
    @On(key = "order")
    static Step<Astray> on(Order.Placed e) {
      return Step.to(new Astray("another"));
    }

    @On(key = "order")
    static Step<Astray> on(Order.Paid e) {
      return Step.to(new Astray(e.order())).within(Duration.ofDays(1));
    }
  }

  @Test
  void aStepThatCannotBeTakenIsRefused() {
    ProcessModel<Astray> model = ProcessModel.of(Astray.class);
    assertThatThrownBy(() -> model.react(null, "o1", recorded(new Order.Placed("o1"))))
        .hasMessageContaining("leads to an instance with the key another");
    assertThatThrownBy(() -> model.react(null, "o1", recorded(new Order.Paid("o1"))))
        .hasMessageContaining("has no @OnDeadline method");
  }

  @Test
  void aDeadlineIsInTheFutureOfAnInstanceThatGoesOn() {
    Step<Order> step = Step.to(new Order("o1", true));
    assertThatThrownBy(() -> step.within(Duration.ZERO)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Step.<Order>end().within(Duration.ofDays(1)))
        .isInstanceOf(InvalidInputException.class);
  }
}
