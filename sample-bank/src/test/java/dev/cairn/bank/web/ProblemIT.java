package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.web.HttpBank.Answer;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What goes wrong ends in a problem document that says what. */
final class ProblemIT {

  private static final HttpBank BANK = new HttpBank();

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static void assertBad(Answer answer, String... in) {
    assertThat(answer.expect(400).problem()).isEqualTo("bad-input");
    assertThat(answer.json().findValuesAsText("in")).containsExactlyInAnyOrder(in);
  }

  @Test
  void everyMistakeOfABodyIsListed() {
    assertBad(BANK.post("/api/accounts", "{}"), "account");
    assertBad(
        BANK.post(
            "/api/accounts",
            "{\"account\":0,\"overdraftLimit\":\"1\",\"on\":\"2026-02-30\",\"colour\":\"red\"}"),
        "account",
        "overdraftLimit",
        "on",
        "colour");
    String account = BANK.account(0);
    for (String cents :
        new String[] {"1.5", "\"5\"", "9223372036854775808", "true", "[]", "null"}) {
      assertBad(BANK.post(account + "/deposits", "{\"cents\":" + cents + "}"), "cents");
    }
    assertBad(
        BANK.post(account + "/deposits", "{\"cents\":5,\"description\":\"a\\u0000b\"}"),
        "description");
    assertBad(
        BANK.post(
            account + "/deposits", "{\"cents\":5,\"description\":\"" + "x".repeat(201) + "\"}"),
        "description");
    assertBad(
        BANK.post(account + "/deposits", "{\"cents\":5,\"description\":{\"a\":1}}"), "description");
  }

  @Test
  void aBodyThatIsNoObjectIsRefused() {
    for (String body : new String[] {"", "[]", "7", "{", "{} {}", "{\"a\":1,\"a\":2}", "\u0000"}) {
      assertBad(BANK.post("/api/accounts", body), "body");
    }
  }

  @Test
  void parametersAndHeadersAreChecked() {
    String account = BANK.account(5);
    assertBad(BANK.get("/api/accounts/x"), "account");
    assertBad(BANK.get("/api/accounts/0"), "account");
    assertBad(BANK.get("/api/accounts/9007199254740992"), "account");
    assertBad(BANK.get("/api/accounts/99999999999999999999999"), "account");
    assertBad(BANK.get("/api/accounts?limit=0"), "limit");
    assertBad(BANK.get("/api/accounts?limit=501"), "limit");
    assertBad(BANK.get("/api/accounts?after=-1"), "after");
    assertBad(BANK.get("/api/daily-totals?from=yesterday"), "from");
    assertBad(BANK.get("/api/transfers/7"), "transfer");
    assertBad(BANK.get("/api/transfers?state=LOST"), "state");
    assertBad(BANK.get("/api/transfers?before=7"), "before");
    assertBad(BANK.post("/api/transfers", "{\"from\":1,\"to\":-1}"), "to", "cents");
    assertBad(BANK.get("/api/events", "Last-Event-ID", "x"), "Last-Event-ID");
    assertBad(BANK.post(account + "/deposits?wait=maybe", "{\"cents\":5}"), "wait");
    assertBad(
        BANK.post(account + "/deposits", "{\"cents\":5}", "Idempotency-Key", "1-2-3-4-5"),
        "Idempotency-Key");
    assertBad(
        BANK.post(account + "/deposits", "{\"cents\":5}", "If-Match", "\"2\", \"3\""), "If-Match");
    assertThat(BANK.get(account).json().get("version").asLong()).isEqualTo(2);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(BANK.get("/api/accounts/424242").expect(404).problem()).isEqualTo("no-such-account");
    assertThat(BANK.get("/api/accounts/424242/history").expect(404).problem())
        .isEqualTo("no-such-account");
    assertThat(BANK.get("/api/accounts/424242/statement").expect(404).problem())
        .isEqualTo("no-such-account");
    assertThat(BANK.post("/api/accounts/424242/deposits", "{\"cents\":1}")
            .expect(404)
            .problem())
        .isEqualTo("no-such-account");
    assertThat(BANK.post("/api/projections/x/rebuild", "{}").expect(404).problem())
        .isEqualTo("no-such-projection");
    assertThat(BANK.get("/api/transfers/00000000-0000-4000-8000-000000000000")
            .expect(404)
            .problem())
        .isEqualTo("no-such-transfer");
    assertThat(BANK.get("/api/nothing").expect(404).problem()).isEqualTo("no-such-place");
    assertThat(BANK.get("/..%2fsecret").status()).isIn(400, 404);
    Answer notHere = BANK.post("/api/top-accounts", "{}").expect(405);
    assertThat(notHere.problem()).isEqualTo("wrong-method");
    assertThat(notHere.header("Allow")).contains("GET").doesNotContain("POST");
  }

  @Test
  void theHeadOfSomethingIsWhatItWouldBe() {
    String account = BANK.account(5);
    Answer head = BANK.head(account).expect(200);
    assertThat(head.header("ETag")).isEqualTo("\"2\"");
    assertThat(head.header("Content-Type")).isEqualTo("application/json");
    assertThat(head.response().body()).isEmpty();
    BANK.head("/api/accounts/424242").expect(404);
    assertThat(BANK.head("/").header("Content-Type")).startsWith("text/html");
    assertThat(BANK.head("/api/events").header("Content-Type")).startsWith("text/event-stream");
  }

  @Test
  void whatIsSaidIsSaidToClientsOfTheBank() {
    String account = BANK.account(5);
    String absent = "/api/accounts/424242";
    assertThat(detail(BANK.post(absent + "/deposits", "{\"cents\":1}")))
        .isEqualTo(detail(BANK.get(absent)))
        .isEqualTo("There is no account 424242");
    assertThat(detail(BANK.get(account + "/statement?position=999999")))
        .startsWith("'balances' shows the log up to ")
        .endsWith(", not to 999999");
  }

  private static String detail(Answer answer) {
    return answer.json().get("detail").asText();
  }

  @Test
  void anAccountIsOpenedOnce() {
    BANK.post("/api/accounts", "{\"account\":70}").expect(201);
    Answer again = BANK.post("/api/accounts", "{\"account\":70}").expect(409);
    assertThat(again.problem()).isEqualTo("already-there");
    assertThat(detail(again)).startsWith("There is account 70 already");
  }

  @Test
  void aRefusalSaysWhyInWordsAndNumbers() {
    String account = BANK.account(300);
    Answer refused = BANK.post(account + "/withdrawals", "{\"cents\":301}").expect(422);
    assertThat(refused.problem()).isEqualTo("insufficient-funds");
    assertThat(refused.json().get("available").asLong()).isEqualTo(300);
    assertThat(refused.json().get("asked").asLong()).isEqualTo(301);
    assertThat(refused.json().get("detail").asText()).contains("3.00 available").contains("3.01");

    assertRefused(
        BANK.post(account + "/deposits", "{\"cents\":0}"), "amount-not-positive", "cents");
    assertRefused(BANK.post(account + "/closing", "{}"), "balance-not-zero", "balance");
    assertRefused(
        BANK.post(account + "/deposits", "{\"cents\":" + Long.MAX_VALUE + "}"),
        "balance-too-large",
        "deposit");
    assertRefused(
        BANK.post("/api/accounts", "{\"account\":71,\"overdraftLimit\":-1}"),
        "negative-overdraft-limit",
        "limit");
    BANK.post(account + "/withdrawals", "{\"cents\":300}").expect(200);
    BANK.post(account + "/closing", "{}").expect(200);
    assertRefused(
        BANK.post(account + "/deposits", "{\"cents\":1}"), "account-is-closed", "account");
  }

  private static void assertRefused(Answer answer, String problem, String field) {
    assertThat(answer.expect(422).problem()).isEqualTo(problem);
    JsonNode value = answer.json().get(field);
    assertThat(value).as(answer.json().toString()).isNotNull();
    assertThat(value.isIntegralNumber()).isTrue();
  }

  @Test
  void aBodyThatIsTooLargeIsNotRead() {
    String large = "{\"account\":72,\"x\":\"" + "y".repeat(17_000) + "\"}";
    assertThat(BANK.post("/api/accounts", large).expect(413).problem()).isEqualTo("body-too-large");
    // Sent in chunks, it does not say how large it is.
    Answer chunked = BANK.send(BANK.request("/api/accounts")
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(
            large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
    assertThat(chunked.expect(413).problem()).isEqualTo("body-too-large");
  }

  @Test
  void onlyJsonIsTaken() {
    Answer form = BANK.send(BANK.request("/api/accounts")
        .header("Content-Type", "text/plain")
        .POST(HttpRequest.BodyPublishers.ofString("{\"account\":73}")));
    assertThat(form.expect(415).problem()).isEqualTo("not-json");
    BANK.get("/api/accounts/73").expect(404);
  }
}
