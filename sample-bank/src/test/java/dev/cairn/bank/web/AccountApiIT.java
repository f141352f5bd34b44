package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What can be done over HTTP, and read. */
final class AccountApiIT {

  private static final HttpBank BANK = new HttpBank();

  @AfterAll
  static void close() {
    BANK.close();
  }

  @Test
  void anAccountIsOpenedUsedAndClosed() {
    HttpBank.Answer opened = BANK.post(
            "/api/accounts", "{\"account\":7,\"overdraftLimit\":500,\"on\":\"2026-01-31\"}")
        .expect(201);
    assertThat(opened.header("Location")).isEqualTo("/api/accounts/7");
    assertThat(opened.header("ETag")).isEqualTo("\"1\"");
    assertThat(opened.json().get("version").asLong()).isEqualTo(1);
    assertThat(opened.json().get("repeated").asBoolean()).isFalse();

    BANK.post(
            "/api/accounts/7/deposits", "{\"cents\":1000,\"description\":\"wages \\u2014 March\"}")
        .expect(200);
    HttpBank.Answer withdrawn =
        BANK.post("/api/accounts/7/withdrawals", "{\"cents\":1500}").expect(200);
    assertThat(withdrawn.header("ETag")).isEqualTo("\"3\"");

    HttpBank.Answer account = BANK.get("/api/accounts/7").expect(200);
    assertThat(account.header("ETag")).isEqualTo("\"3\"");
    assertThat(account.json().toString())
        .isEqualTo(
            "{\"account\":7,\"balance\":-500,\"overdraftLimit\":500,\"available\":0,\"closed\":false,\"version\":3}");

    BANK.post("/api/accounts/7/deposits", "{\"cents\":500}").expect(200);
    BANK.post("/api/accounts/7/closing", "{}").expect(200);
    assertThat(BANK.get("/api/accounts/7").json().get("closed").asBoolean()).isTrue();
  }

  @Test
  void anAccountIsShownAsItWas() {
    String account = BANK.account(800);
    BANK.post(account + "/withdrawals", "{\"cents\":300}").expect(200);
    assertThat(BANK.get(account).json().get("balance").asLong()).isEqualTo(500);
    HttpBank.Answer then = BANK.get(account + "?version=2").expect(200);
    assertThat(then.json().get("balance").asLong()).isEqualTo(800);
    assertThat(then.header("ETag")).isEqualTo("\"2\"");
    BANK.get(account + "?version=4").expect(400);
    BANK.get(account + "?version=0").expect(400);
  }

  @Test
  void whatIsKnownIsNotSentAgain() {
    String account = BANK.account(800);
    String tag = BANK.get(account).header("ETag");
    HttpBank.Answer known =
        BANK.get(account, "If-None-Match", "\"x\", W/" + tag).expect(304);
    assertThat(known.header("ETag")).isEqualTo(tag);
    assertThat(known.response().body()).isEmpty();
    BANK.post(account + "/deposits", "{\"cents\":1}").expect(200);
    BANK.get(account, "If-None-Match", tag).expect(200);
  }

  @Test
  void aHistoryComesInPages() {
    String account = BANK.account(0);
    for (int i = 1; i <= 6; i++) {
      BANK.post(account + "/deposits", "{\"cents\":" + i + "}").expect(200);
    }
    JsonNode whole = BANK.get(account + "/history").expect(200).json();
    assertThat(whole.get("events")).hasSize(7);
    assertThat(whole.has("next")).isFalse();
    assertThat(whole.get("events").get(6).get("balance").asLong()).isEqualTo(21);
    assertThat(whole.get("events").get(6).get("cents").asLong()).isEqualTo(6);
    assertThat(whole.get("events").get(0).get("type").asText()).isEqualTo("account-opened");
    assertThat(whole.get("events").get(1).get("booked").asText()).isEqualTo("2026-03-14");

    List<JsonNode> pages = new ArrayList<>();
    long after = 0;
    JsonNode page;
    do {
      page = BANK.get(account + "/history?limit=3&after=" + after).expect(200).json();
      page.get("events").forEach(pages::add);
      after = page.path("next").asLong();
    } while (page.has("next"));
    assertThat(pages).isEqualTo(listOf(whole.get("events")));
  }

  @Test
  void aStatementComesInPagesFromItsEnd() {
    String account = BANK.account(0);
    for (int i = 1; i <= 7; i++) {
      BANK.post(account + "/deposits?wait=" + (i == 7), "{\"cents\":" + i + "}").expect(200);
    }
    JsonNode whole = BANK.get(account + "/statement").expect(200).json();
    assertThat(whole.get("balance").asLong()).isEqualTo(28);
    assertThat(whole.get("lines")).hasSize(7);
    JsonNode newest = BANK.get(account + "/statement?limit=3").expect(200).json();
    JsonNode older =
        BANK.get(account + "/statement?limit=3&before=" + newest.get("next")).json();
    JsonNode oldest =
        BANK.get(account + "/statement?limit=3&before=" + older.get("next")).json();
    assertThat(oldest.has("next")).isFalse();
    List<JsonNode> lines = listOf(oldest.get("lines"));
    lines.addAll(listOf(older.get("lines")));
    lines.addAll(listOf(newest.get("lines")));
    assertThat(lines).isEqualTo(listOf(whole.get("lines")));
  }

  private static List<JsonNode> listOf(JsonNode array) {
    List<JsonNode> list = new ArrayList<>();
    array.forEach(list::add);
    return list;
  }

  @Test
  void accountsComeInPagesInTheOrderOfTheirNumbers() {
    String first = BANK.account(10);
    BANK.account(20);
    BANK.account(30);
    long number = Long.parseLong(first.substring(first.lastIndexOf('/') + 1));
    JsonNode page =
        BANK.get("/api/accounts?limit=2&after=" + (number - 1)).expect(200).json();
    assertThat(page.get("accounts").toString())
        .isEqualTo("[{\"account\":%d,\"balance\":10},{\"account\":%d,\"balance\":20}]"
            .formatted(number, number + 1));
    assertThat(page.get("next").asLong()).isEqualTo(number + 1);
    JsonNode last = BANK.get("/api/accounts?after=" + (number + 1)).json();
    assertThat(last.get("accounts").get(0).get("balance").asLong()).isEqualTo(30);
  }

  @Test
  void daysAndLargestAccountsComeFromTheirReadModels() {
    String account = BANK.account(0);
    for (String day : List.of("1999-12-30", "1999-12-31", "2000-01-01")) {
      BANK.post(account + "/deposits?wait=true", "{\"cents\":90000000000,\"on\":\"" + day + "\"}")
          .expect(200);
    }
    JsonNode days =
        BANK.get("/api/daily-totals?from=1999-12-31&to=2000-01-01").expect(200).json();
    assertThat(days.toString())
        .isEqualTo(
            "{\"days\":[{\"day\":\"1999-12-31\",\"deposits\":90000000000,\"withdrawals\":0,\"count\":1},"
                + "{\"day\":\"2000-01-01\",\"deposits\":90000000000,\"withdrawals\":0,\"count\":1}]}");
    JsonNode one = BANK.get("/api/daily-totals?limit=1&from=1999-12-01").json();
    assertThat(one.get("days")).hasSize(1);
    assertThat(one.get("next").asText()).isEqualTo("1999-12-31");

    JsonNode top = BANK.get("/api/top-accounts?limit=1").expect(200).json();
    assertThat(top).hasSize(1);
    assertThat(top.get(0).get("balance").asLong()).isEqualTo(270_000_000_000L);
    assertThat(top.get(0).get("lastBooked").asText()).isEqualTo("2000-01-01");
  }

  @Test
  void whoWaitsReadsWhatTheyWrote() {
    String account = BANK.account(0);
    for (int i = 1; i <= 20; i++) {
      HttpBank.Answer answer =
          BANK.post(account + "/deposits?wait=true", "{\"cents\":1}").expect(200);
      assertThat(answer.json().get("shown").asBoolean()).isTrue();
      assertThat(BANK.get(account + "/statement").json().get("balance").asLong())
          .isEqualTo(i);
    }
    for (int i = 21; i <= 40; i++) {
      HttpBank.Answer answer = BANK.post(account + "/deposits", "{\"cents\":1}").expect(200);
      assertThat(answer.json().has("shown")).isFalse();
      String position = answer.json().get("position").asText();
      assertThat(BANK.get(account + "/statement?position=" + position)
              .json()
              .get("balance")
              .asLong())
          .isEqualTo(i);
    }
  }
}
