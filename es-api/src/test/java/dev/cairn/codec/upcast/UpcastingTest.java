package dev.cairn.codec.upcast;

import static dev.cairn.codec.upcast.JsonEdit.edit;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import dev.cairn.testing.UpcasterFixture;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class UpcastingTest {

  record Line(String text, int count) {}

  record Address(String city) {}

  @EventType(value = "ordered", revision = 4)
  record Ordered(
      long cents,
      String currency,
      @Nullable Address address,
      @Nullable List<Line> lines,
      @Nullable BigDecimal rate,
      @Nullable BigInteger big,
      boolean gift) {}

  private static final UpcasterFixture FIXTURE = UpcasterFixture.of(JacksonEventCodec.forEvents(
          Ordered.class)
      .withUpcasters(Upcasters.of(
          Upcaster.change(
              "ordered",
              1,
              edit()
                  .replace(
                      "amount",
                      it -> LongNode.valueOf(
                          new BigDecimal(it.textValue()).movePointRight(2).longValueExact()))
                  .rename("amount", "cents")),
          Upcaster.change("ordered", 2, edit().add("currency", "CZK").add("gift", false)),
          Upcaster.change(
              "ordered",
              3,
              edit()
                  .within("address", edit().rename("town", "city").remove("zip"))
                  .each(
                      "lines",
                      edit()
                          .add("count", 1)
                          .replace("text", it -> TextNode.valueOf(it.textValue().strip())))))));

  private static Ordered ordered(long cents, String currency) {
    return new Ordered(cents, currency, null, null, null, null, false);
  }

  @Test
  void anEventTakesEveryStepToToday() {
    FIXTURE.given("ordered", 1, "{'amount':'12.50'}").then(ordered(1250, "CZK"));
    FIXTURE.given("ordered", 2, "{'cents':3,'currency':'EUR'}").then(ordered(3, "EUR"));
    FIXTURE
        .given("ordered", 3, "{'cents':3,'currency':'EUR','gift':true}")
        .then(new Ordered(3, "EUR", null, null, null, null, true));
  }

  @Test
  void whatIsNestedIsEditedAndWhatIsNullLeftAlone() {
    FIXTURE
        .given("ordered", 3, """
            {"cents":1,"currency":"CZK","gift":false,
             "address":{"town":"Brno","zip":"60200"},"lines":[{"text":" a "},{"text":"b","count":2}]}""")
        .then(new Ordered(
            1,
            "CZK",
            new Address("Brno"),
            List.of(new Line("a", 1), new Line("b", 2)),
            null,
            null,
            false));
    FIXTURE.given("ordered", 3, """
            {"cents":1,"currency":"CZK","gift":false,"address":null,"lines":null}""").then(ordered(1, "CZK"));
  }

  @Test
  void numbersComeThroughAsTheyWereWritten() {
    FIXTURE
        .given("ordered", 3, """
            {"cents":9223372036854775807,"currency":"CZK","gift":false,
             "rate":1.10000000000000000000000000000000001,"big":123456789012345678901234567890}""")
        .then(new Ordered(
            Long.MAX_VALUE,
            "CZK",
            null,
            null,
            new BigDecimal("1.10000000000000000000000000000000001"),
            new BigInteger("123456789012345678901234567890"),
            false));
  }

  @Test
  void whatAStepCannotUseIsRefusedWithItsPlace() {
    FIXTURE.given("ordered", 1, "{'amount':'a lot'}").thenRefusedAt("/amount");
    FIXTURE.given("ordered", 1, "{'amount':12}").thenRefusedAt("/amount");
    FIXTURE.given("ordered", 1, "{'amount':'1e999'}").thenRefusedAt("/amount");
    FIXTURE.given("ordered", 1, "{'amount':'1','cents':1}").thenRefusedAt("/amount");
    FIXTURE.given("ordered", 3, "{'address':'Brno'}").thenRefusedAt("/address");
    FIXTURE.given("ordered", 3, "{'lines':{}}").thenRefusedAt("/lines");
    FIXTURE.given("ordered", 3, "{'lines':[{'text':'a'},7]}").thenRefusedAt("/lines/1");
    FIXTURE.given("ordered", 3, "{'lines':[{'text':7}]}").thenRefusedAt("/lines/0/text");
  }

  @Test
  void whatIsMissingForTheClassIsRefusedWithItsPlace() {
    FIXTURE.given("ordered", 1, "{}").thenRefusedAt("/cents");
    FIXTURE.given("ordered", 1, "{'amount':null}").thenRefusedAt("/cents");
    FIXTURE.given("ordered", 2, "{'cents':'many'}").thenRefusedAt("/cents");
    FIXTURE.given("ordered", 2, "{'cents':1.5}").thenRefusedAt("/cents");
    FIXTURE.given("ordered", 2, "{'cents':99999999999999999999}").thenRefusedAt("/cents");
    FIXTURE
        .given(
            "ordered",
            3,
            "{'cents':1,'currency':'x','gift':true,'lines':[{'text':'a','count':{}}]}")
        .thenRefusedAt("/lines/0/count");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "7", "\"text\"", "true", "", "{", "{\"a\":1}x", "{\"a\":NaN}"})
  void whatIsNoObjectIsRefused(String json) {
    FIXTURE.given("ordered", 1, json).thenRefusedAt("");
  }

  @Test
  void whatIsNestedTooDeeplyIsRefusedAndDoesNoHarm() {
    String deep = "{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
    FIXTURE.given("ordered", 1, deep).thenRefusedAt("");
  }

  @Test
  void theFixtureSaysWhatIsOtherwise() {
    assertThatThrownBy(() -> FIXTURE.given("ordered", 1, "{'amount':'1'}").thenNothing())
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Ordered[cents=100");
    assertThatThrownBy(() -> FIXTURE.given("ordered", 1, "{'amount':'1'}").thenRefusedAt("/x"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("can be read");
    assertThatThrownBy(() -> FIXTURE.given("ordered", 1, "{'amount':7}").thenRefusedAt("/x"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("'/amount'");
    assertThatThrownBy(() -> FIXTURE.given("ordered", 1, "{'amount':7}").then(ordered(7, "CZK")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("/amount");
  }
}
