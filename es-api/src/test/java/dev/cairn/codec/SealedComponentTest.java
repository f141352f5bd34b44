package dev.cairn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.cairn.event.EventDecodingException;
import dev.cairn.event.EventType;
import dev.cairn.event.StoredName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Components of sealed types are told apart by their stored names. */
final class SealedComponentTest {

  sealed interface Payment {}

  sealed interface Electronic extends Payment {}

  @StoredName("cash")
  record Cash() implements Payment {}

  @StoredName("card")
  record Card(String last4) implements Electronic {}

  @StoredName("split")
  record Split(List<Payment> parts) implements Payment {}

  record Box<T>(T content) {}

  @EventType("paid")
  @SuppressWarnings("ArrayRecordComponent") // compared deeply
  record Paid(
      Payment one,
      List<Payment> several,
      Map<String, Payment> named,
      Electronic electronic,
      Card card,
      Box<Payment> boxed,
      Payment[] array) {}

  @Test
  void alternativesComeBackWhereverTheyAre() {
    Paid event = new Paid(
        new Cash(),
        List.of(new Card("1"), new Cash(), new Split(List.of(new Split(List.of(new Cash()))))),
        Map.of("k", new Card("2")),
        new Card("3"),
        new Card("4"),
        new Box<>(new Card("5")),
        new Payment[] {new Cash(), new Card("6")});

    Object back = Stored.andBack(event);

    assertThat(back).usingRecursiveComparison().isEqualTo(event);
    assertThat(Stored.text(event))
        .startsWith(
            "{\"one\":{\"@type\":\"cash\"},\"several\":[{\"@type\":\"card\",\"last4\":\"1\"},");
  }

  @Test
  void anAlternativeWithoutItsNameOrWithAnUnknownOneIsAnError() {
    @EventType("paid")
    record PaidOnce(Payment payment) {}

    for (String payment : List.of(
        "{}",
        "{\"@type\":\"cheque\"}",
        "{\"@type\":null}",
        "{\"@type\":{}}",
        "[]",
        "\"cash\"",
        "7")) {
      assertThatThrownBy(() ->
              Stored.recorded(PaidOnce.class, "{\"payment\":" + payment + "}").payload())
          .as(payment)
          .isInstanceOf(EventDecodingException.class);
    }
    assertThat(Stored.recorded(PaidOnce.class, "{\"payment\":{\"new\":1,\"@type\":\"cash\"}}")
            .payload())
        .isEqualTo(new PaidOnce(new Cash()));
  }

  sealed interface Careless {}

  record Nameless() implements Careless {}

  @StoredName("")
  record Empty() implements Careless {}

  @StoredName("same")
  record First() implements Careless {}

  @StoredName("same")
  record Second() implements Careless {}

  @EventType("deep")
  record Deep(Map<String, Box<List<? extends Careless>>> deep, Holder holder) {}

  record Holder(Optional<String> maybe, OptionalLong number) {}

  @EventType("more")
  record More(Box<Optional<Careless>> maybe) {}

  @Test
  void everyComponentThatCannotBeStoredIsNamedWhenTheCodecIsMade() {
    assertThatThrownBy(() -> JacksonEventCodec.forEvents(Deep.class, More.class))
        .asInstanceOf(type(InvalidEventTypesException.class))
        .satisfies(refusal -> assertThat(refusal.problems())
            .hasSize(6)
            .anySatisfy(problem ->
                assertThat(problem).startsWith(Nameless.class.getName()).contains("@StoredName"))
            .anySatisfy(problem -> assertThat(problem).startsWith(Empty.class.getName()))
            .anySatisfy(problem -> assertThat(problem)
                .contains(First.class.getName())
                .contains(Second.class.getName())
                .contains("\"same\""))
            .anySatisfy(problem -> assertThat(problem).contains(Holder.class.getName() + ".maybe"))
            .anySatisfy(problem -> assertThat(problem).contains(Holder.class.getName() + ".number"))
            .anySatisfy(problem -> assertThat(problem).contains(More.class.getName() + ".maybe")));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Ours.class, name = "ours"))
  sealed interface WithOwnAnnotation {}

  record Ours(int n) implements WithOwnAnnotation {}

  @Test
  void aSealedTypeWithAnnotationsOfJacksonKeepsThem() {
    @EventType("own")
    record Own(WithOwnAnnotation component) {}

    assertThat(Stored.text(new Own(new Ours(1))))
        .isEqualTo("{\"component\":{\"kind\":\"ours\",\"n\":1}}");
    assertThat(Stored.andBack(new Own(new Ours(1)))).isEqualTo(new Own(new Ours(1)));
  }
}
