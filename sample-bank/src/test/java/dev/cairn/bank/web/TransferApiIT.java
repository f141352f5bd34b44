package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.web.HttpBank.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Money moves from account to account. */
final class TransferApiIT {

  private static final HttpBank BANK = new HttpBank();

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static String number(String account) {
    return account.replace("/api/accounts/", "");
  }

  private static Answer start(String from, String to, long cents, String... headers) {
    return BANK.post(
        "/api/transfers?wait=true",
        "{\"from\":" + number(from) + ",\"to\":" + number(to) + ",\"cents\":" + cents + "}",
        headers);
  }

  private static JsonNode ended(Answer started) {
    String place = started.expect(202).header("Location");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> !BANK.get(place).expect(200).json().get("state").asText().equals("IN_FLIGHT"));
    return BANK.get(place).json();
  }

  private static long balance(String account) {
    return BANK.get(account).json().get("balance").asLong();
  }

  @Test
  void moneyMoves() {
    String from = BANK.account(1_000);
    String to = BANK.account(0);
    Answer started = start(from, to, 400);
    assertThat(started.json().get("shown").asBoolean()).isTrue();
    JsonNode ended = ended(started);
    assertThat(ended.get("state").asText()).isEqualTo("COMPLETED");
    assertThat(ended.has("reason")).isFalse();
    assertThat(ended.get("from").asText()).isEqualTo(number(from));
    assertThat(ended.get("on").asText()).isEqualTo("2026-03-14");
    assertThat(balance(from)).isEqualTo(600);
    assertThat(balance(to)).isEqualTo(400);
    assertThat(BANK.get(to + "/history")
            .json()
            .get("events")
            .get(1)
            .get("description")
            .asText())
        .isEqualTo("Transfer from " + number(from));
  }

  @Test
  void moneyThatIsNotTakenComesBack() {
    String from = BANK.account(1_000);
    JsonNode ended = ended(start(from, "/api/accounts/999999", 400));
    assertThat(ended.get("state").asText()).isEqualTo("COMPENSATED");
    assertThat(ended.get("reason").asText()).isEqualTo("Account 999999 is not there");
    await().atMost(Duration.ofMinutes(1)).until(() -> balance(from) == 1_000);
  }

  @Test
  void moneyThatIsNotThereDoesNotMove() {
    String from = BANK.account(100);
    String to = BANK.account(0);
    JsonNode ended = ended(start(from, to, 400));
    assertThat(ended.get("state").asText()).isEqualTo("FAILED");
    assertThat(ended.get("reason").asText()).contains("1.00 available");
    assertThat(balance(from)).isEqualTo(100);
  }

  @Test
  void whatIsNoTransferIsRefusedAtOnce() {
    String from = BANK.account(100);
    assertThat(start(from, from, 5).expect(422).problem()).isEqualTo("same-account");
    assertThat(start(from, BANK.account(0), 0).expect(422).problem())
        .isEqualTo("amount-not-positive");
  }

  @Test
  void underAKeyMoneyMovesOnce() {
    String from = BANK.account(1_000);
    String to = BANK.account(0);
    String key = UUID.randomUUID().toString();
    Answer first = start(from, to, 400, "Idempotency-Key", key);
    assertThat(ended(first).get("state").asText()).isEqualTo("COMPLETED");
    Answer again = start(from, to, 400, "Idempotency-Key", key);
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    assertThat(again.header("Location")).isEqualTo(first.header("Location")).endsWith(key);
    assertThat(start(from, to, 401, "Idempotency-Key", key).expect(422).problem())
        .isEqualTo("key-used");
    assertThat(balance(to)).isEqualTo(400);
  }

  @Test
  void transfersAreListedInPagesTheNewestFirst() {
    String from = BANK.account(1_000);
    List<String> started = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      started.add(0, ended(start(from, BANK.account(0), i)).get("transfer").asText());
    }
    List<String> listed = new ArrayList<>();
    String before = "";
    JsonNode page;
    do {
      page = BANK.get("/api/transfers?limit=2" + before).expect(200).json();
      listed.addAll(page.get("transfers").findValuesAsText("transfer"));
      before = "&before=" + page.path("next").asText();
    } while (page.has("next"));
    assertThat(listed).isSortedAccordingTo(Comparator.reverseOrder()).doesNotHaveDuplicates();
    assertThat(listed).containsSubsequence(started);
  }

  @Test
  void moneyOnItsWayIsCounted() {
    await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            BANK.get("/api/transfers?state=IN_FLIGHT").json().get("transfers").isEmpty());
    assertThat(BANK.get("/api/transfers").json().get("inFlight").toString())
        .isEqualTo("{\"transfers\":0,\"cents\":0}");
    // Nobody carries transfers out while the process stands still.
    BANK.bank().projections().operations().pause("transfer-process", "test", "to look at it");
    try {
      Answer started = start(BANK.account(100), BANK.account(0), 70).expect(202);
      JsonNode page = BANK.get("/api/transfers?state=IN_FLIGHT").json();
      assertThat(page.get("inFlight").toString()).isEqualTo("{\"transfers\":1,\"cents\":70}");
      assertThat(page.get("transfers").findValuesAsText("transfer"))
          .containsExactly(started.json().get("transfer").asText());
    } finally {
      BANK.bank().projections().operations().resume("transfer-process");
    }
  }
}
