package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The description of the API beside the API. */
final class OpenApiIT {

  private static final HttpBank BANK = new HttpBank();
  private static final JsonNode DOCUMENT = BANK.get("/openapi.json").expect(200).json();

  @AfterAll
  static void close() {
    BANK.close();
  }

  @Test
  void describesWhatTheServerHasAndNothingElse() {
    List<String> described = new ArrayList<>();
    DOCUMENT
        .get("paths")
        .properties()
        .forEach(path -> path.getValue()
            .fieldNames()
            .forEachRemaining(
                method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
    assertThat(described).containsExactlyInAnyOrderElementsOf(BANK.server().described());
  }

  @Test
  void everyReferenceLeadsSomewhereAndEveryPartIsUsed() {
    Set<String> references = new TreeSet<>(DOCUMENT.findValuesAsText("$ref"));
    Set<String> parts = new TreeSet<>();
    DOCUMENT
        .get("components")
        .properties()
        .forEach(kind -> kind.getValue()
            .fieldNames()
            .forEachRemaining(name -> parts.add("#/components/" + kind.getKey() + "/" + name)));
    assertThat(references).isEqualTo(parts);
  }

  @Test
  void namesEveryFieldThatIsAnswered() {
    String account = BANK.account(500);
    assertDescribed("Account", BANK.get(account).json());
    assertDescribed(
        "CommandAnswer",
        BANK.post(account + "/deposits?wait=true", "{\"cents\":1}").json());
    assertDescribed("AccountPage", BANK.get("/api/accounts?limit=1").json());
    assertDescribed("History", BANK.get(account + "/history?limit=1").json());
    assertDescribed("Event", BANK.get(account + "/history").json().get("events").get(0));
    assertDescribed("StatementPage", BANK.get(account + "/statement").json());
    assertDescribed(
        "StatementLine", BANK.get(account + "/statement").json().get("lines").get(0));
    assertDescribed(
        "DailyTotal", BANK.get("/api/daily-totals").json().get("days").get(0));
    assertDescribed("TopAccount", BANK.get("/api/top-accounts").json().get(0));
    JsonNode transfer = BANK.post("/api/transfers?wait=true", "{\"from\":1,\"to\":2,\"cents\":5}")
        .json();
    assertDescribed("TransferStarted", transfer);
    assertDescribed("TransferPage", BANK.get("/api/transfers").json());
    assertDescribed(
        "Transfer", BANK.get("/api/transfers").json().get("transfers").get(0));
    JsonNode state = BANK.get("/api/state").json();
    assertDescribed("State", state);
    assertDescribed("Relay", state.get("relay"));
    assertDescribed("Projection", state.get("projections").get(0));
    assertDescribed("Readiness", BANK.get("/ready").json());
    assertDescribed("Problem", BANK.get("/api/accounts/9999999").json());
  }

  private static void assertDescribed(String schema, JsonNode answer) {
    JsonNode described = DOCUMENT.get("components").get("schemas").get(schema);
    List<String> required = new ArrayList<>();
    described.path("required").forEach(field -> required.add(field.asText()));
    List<String> fields = new ArrayList<>();
    answer.fieldNames().forEachRemaining(fields::add);
    assertThat(fields).as(schema).containsAll(required);
    fields.forEach(field -> assertThat(described.get("properties").has(field))
        .as(schema + "." + field)
        .isTrue());
  }
}
