package dev.cairn.process;

import static dev.cairn.testing.ProcessFixture.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;
import dev.cairn.handler.Key;
import dev.cairn.handler.On;
import dev.cairn.process.Order.AskForPayment;
import dev.cairn.process.Order.Cancel;
import dev.cairn.process.Order.Paid;
import dev.cairn.process.Order.Placed;
import dev.cairn.process.Order.SendGoods;
import dev.cairn.testing.ProcessFixture;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a story of a process tells, and what it finds wrong. */
class ProcessFixtureTest {

  private final ProcessFixture<Order> orders = ProcessFixture.of(Order.class);

  @Test
  void eventsLeadToCommandsStatesAndDeadlines() {
    orders
        .givenNothing()
        .when(new Placed("o1"))
        .thenCommands(new AskForPayment("o1"))
        .thenState(new Order("o1", false))
        .thenDeadlineIn("o1", Order.PATIENCE)
        .when(new Paid("o1"))
        .thenCommands(new SendGoods("o1"))
        .when(in(StreamId.of("order", "o1"), new Order.Sent()))
        .thenNothing()
        .thenEnded("o1");
  }

  @Test
  void timeThatPassesBringsDeadlinesInTheirOrder() {
    orders
        .given(new Placed("o1"))
        .whenTimePasses(Duration.ofDays(2))
        .thenNothing()
        .when(new Placed("o2"))
        .whenTimePasses(Duration.ofDays(4))
        .thenCommands(new Cancel("o1", "not paid"), new Cancel("o2", "not paid"));
  }

  @Test
  void aDeadlineThatIsSetAgainComesAgain() {
    orders
        .given(new Placed("o1"), new Paid("o1"))
        .whenRefused("o1", new SendGoods("o1"), new Order.OutOfStock())
        .thenNothing()
        .whenTimePasses(Duration.ofDays(2))
        .thenCommands(new SendGoods("o1"), new SendGoods("o1"))
        .thenDeadlineIn("o1", Duration.ofDays(1));
  }

  @Test
  void anEventThatSaysNothingOfTheDeadlineLeavesIt() {
    orders
        .given(new Placed("o1"))
        .whenTimePasses(Duration.ofDays(1))
        .when(new Order.Reminded("o1"))
        .thenCommands(new AskForPayment("o1"))
        .thenDeadlineIn("o1", Duration.ofDays(2));
  }

  @Test
  void theClosestMethodIsToldOfARefusal() {
    orders
        .given(new Placed("o1"), new Paid("o1"))
        .whenRefused("o1", new SendGoods("o1"), new Order.Discontinued())
        .thenCommands(new Cancel("o1", "discontinued"))
        .thenEnded("o1");
  }

  @Test
  void anEventWithoutAnInstanceIsIgnoredWhereTheProcessSaysSo() {
    orders.givenNothing().when(new Paid("o1")).thenNothing().thenEnded("o1");
  }

  @Test
  void whatIsExpectedAndDoesNotComeIsSaid() {
    var placed = orders.given(new Placed("o1"));
    assertThatThrownBy(() -> placed.when(new Paid("o1")).thenNothing())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("SendGoods[order=o1]");
    assertThatThrownBy(() -> placed.thenEnded("o1")).hasMessageContaining("did not end");
    assertThatThrownBy(() -> placed.thenState(new Order("o1", false)))
        .hasMessageContaining("another state");
    assertThatThrownBy(() -> placed.thenDeadlineIn("o1", Duration.ofDays(3)))
        .hasMessageContaining("no deadline");
    assertThatThrownBy(() -> placed.thenDeadlineIn("o2", Duration.ofDays(3)))
        .hasMessageContainingAll("no instance", "o2", "[o1]");
  }

  @Test
  void whatTheProcessCannotHandleIsSaid() {
    assertThatThrownBy(() -> orders.given(new Order.Reminded("o1")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Its key has nothing that the event could change");
    assertThatThrownBy(() -> orders.given(new Placed("o1"), new Placed("o1")))
        .hasMessageContaining("Its key has something already");
    assertThatThrownBy(() -> orders
            .given(new Placed("o1"))
            .whenRefused("o1", new SendGoods("o1"), new IllegalStateException()))
        .hasMessageContaining("an @OnRefusal method");
    assertThatThrownBy(() -> orders.given(new Other("o1"))).isInstanceOf(AssertionError.class);
  }

  @EventType("other")
  record Other(String order) {}

  /** Its steps are never the same. */
  @Process("moody")
  record Moody(@Key String id, int mood) {
    private static final AtomicInteger MOODS = new AtomicInteger();

    @On(key = "order")
    static Step<Moody> on(Placed e) {
      return Step.to(new Moody(e.order(), MOODS.incrementAndGet()));
    }
  }

  @Test
  void aProcessThatDoesSomethingElseTheSecondTimeIsFound() {
    assertThatThrownBy(() -> ProcessFixture.of(Moody.class).given(new Placed("o1")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Asked twice");
    assertThat(Moody.MOODS).hasValueGreaterThan(1);
  }
}
