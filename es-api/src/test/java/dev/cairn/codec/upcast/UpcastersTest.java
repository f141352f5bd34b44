package dev.cairn.codec.upcast;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.list;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventRevision;
import dev.cairn.event.EventType;
import dev.cairn.event.UnreadableEventsException;
import java.util.List;
import org.assertj.core.api.ListAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class UpcastersTest {

  @EventType(value = "paid", revision = 3, aliases = "settled")
  record Paid(long cents) {}

  @EventType("noted")
  record Noted(String text) {}

  private static final Upcaster PAID_1 = Upcaster.change("paid", 1, edit());
  private static final Upcaster PAID_2 = Upcaster.change("paid", 2, edit());

  private static JacksonEventCodec codec(Upcaster... upcasters) {
    return JacksonEventCodec.forEvents(Paid.class, Noted.class)
        .withUpcasters(Upcasters.of(upcasters));
  }

  private static ListAssert<String> assertProblems(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .asInstanceOf(type(InvalidUpcastersException.class))
        .extracting(InvalidUpcastersException::problems, list(String.class));
  }

  @Test
  void oneFormHasOneWay() {
    assertProblems(() -> Upcasters.of(PAID_1, Upcaster.drop("paid", 1)))
        .containsExactly("There are two upcasters from paid revision 1; there is one way only");
  }

  @Test
  void noWayLeadsInACircle() {
    assertProblems(() -> Upcasters.of(
            Upcaster.move("a", 1, "b", 1, edit()),
            Upcaster.move("b", 1, "c", 7, edit()),
            Upcaster.split("c", 7, SplitPart.of("noted", 1, edit()), SplitPart.of("a", 1, edit())),
            Upcaster.move("x", 1, "x", 1, edit())))
        .containsExactlyInAnyOrder(
            "The upcasters lead in a circle, from a revision 1 back to it through c revision 7",
            "The upcasters lead in a circle, from x revision 1 back to it through x revision 1");
  }

  @Test
  void aWayThatEndsBeforeTodayIsRefusedAndWhatIsMissingNamed() {
    assertProblems(() -> codec(PAID_1, Upcaster.move("seen", 1, "gone", 2, edit())))
        .containsExactlyInAnyOrder(
            "The upcaster from paid revision 1 leads to paid revision 2, and the class of that type has"
                + " revision 3; add an upcaster from paid revision 2",
            "The upcaster from seen revision 1 leads to gone revision 2, and no registered class has"
                + " that type; register one, or add an upcaster from there");
  }

  @Test
  void aWayBeyondTodayIsRefused() {
    assertProblems(() -> codec(PAID_2, Upcaster.change("paid", 3, edit())))
        .contains("There is an upcaster from paid revision 3, and that is what its class has today,"
            + " revision 3; raise the revision in its @EventType");
  }

  @Test
  void anAliasHasNoWayOfItsOwn() {
    assertProblems(() -> codec(PAID_1, PAID_2, Upcaster.drop("settled", 1)))
        .containsExactly(
            "There is an upcaster from settled revision 1, and \"settled\" is an alias: its"
                + " events are those of paid; write it for that");
  }

  @Test
  void twoThatAreReadTogetherHaveWaysOfTheirOwnToo() {
    EventRevision begun = new EventRevision("begun", 1);
    EventRevision ended = new EventRevision("ended", 1);
    Upcaster merge =
        Upcaster.merge(begun, ended, new EventRevision("noted", 1), (first, second) -> first);
    assertProblems(() -> codec(merge, Upcaster.drop("begun", 1)))
        .containsExactly(
            "ended revision 1 is read together with another event, and nothing says what it"
                + " is without; add an upcaster from it, such as one that drops it");
    assertProblems(() -> Upcasters.of(
            merge, Upcaster.merge(ended, begun, new EventRevision("noted", 1), (a, b) -> a)))
        .first()
        .asString()
        .contains("part of two merges");
  }

  @Test
  void aSplitIntoNothingIsRefused() {
    assertProblems(() -> Upcasters.of(Upcaster.split("x", 1)))
        .containsExactly("x revision 1 is split into nothing; drop it if that is meant");
  }

  @Test
  void aLogWithFormsFromWhichNothingLeadsIsRefused() {
    List<EventRevision> stored = List.of(
        new EventRevision("paid", 1),
        new EventRevision("paid", 2),
        new EventRevision("paid", 3),
        // Newer code runs beside this.
        new EventRevision("paid", 4),
        // Another application's.
        new EventRevision("stranger", 9),
        new EventRevision("settled", 1));

    codec(PAID_1, PAID_2).upcasting().requireReadable(stored);

    assertThatThrownBy(() -> codec(PAID_2).upcasting().requireReadable(stored))
        .asInstanceOf(type(UnreadableEventsException.class))
        .extracting(UnreadableEventsException::problems, list(String.class))
        .containsExactly(
            "There are events of paid revision 1, and no upcaster leads from there to revision 3, which"
                + " the class has today; add Upcaster.change(\"paid\", 1, ...)",
            "There are events of settled revision 1, and no upcaster leads from there to revision 3,"
                + " which the class has today; add Upcaster.change(\"paid\", 1, ...)");
  }

  @Test
  void thoseOfSeveralAggregatesArePutTogether() {
    Upcasters both = Upcasters.of(PAID_1).and(Upcasters.of(PAID_2));
    assertThat(both.all()).containsExactly(PAID_1, PAID_2);
    assertProblems(() -> both.and(Upcasters.of(PAID_1))).hasSize(1);
  }
}
