package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.web.ServerSentEvents.Message;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The log as server-sent events. */
final class EventFeedIT {

  private static final HttpBank BANK = new HttpBank(ServerSettings.defaults().withStreams(3));

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static ServerSentEvents follow(String... headers) throws Exception {
    return new ServerSentEvents(BANK.feed(headers));
  }

  @Test
  void tellsWhatIsAppendedAndWhere() throws Exception {
    String account = BANK.account(0);
    try (ServerSentEvents feed = follow()) {
      assertThat(feed.next("start").data().get("position").asLong())
          .isLessThanOrEqualTo(BANK.bank().store().head().value());
      String position = BANK.post(
              account + "/deposits", "{\"cents\":5,\"description\":\"a\\\\nb\\u2028\"}")
          .json()
          .get("position")
          .asText();
      Message told = feed.next("recorded");
      // The server may have heard of the opening only after this client came.
      told = told.data().get("version").asLong() == 1 ? feed.next("recorded") : told;
      assertThat(told.id()).isEqualTo(position);
      assertThat(told.data().get("type").asText()).isEqualTo("money-deposited");
      assertThat(told.data().get("stream").asText())
          .isEqualTo(account.replace("/api/accounts/", "account:"));
      assertThat(told.data().get("version").asLong()).isEqualTo(2);
      assertThat(told.data().get("payload").get("cents").asLong()).isEqualTo(5);
      assertThat(told.data().get("payload").get("description").asText()).isEqualTo("a\\nb\u2028");
    }
  }

  @Test
  void goesOnAfterTheLastEventThatWasSeen() throws Exception {
    long before = BANK.bank().store().head().value();
    String account = BANK.account(5);
    BANK.post(account + "/deposits", "{\"cents\":6}").expect(200);
    try (ServerSentEvents feed = follow("Last-Event-ID", Long.toString(before))) {
      assertThat(feed.next("start").data().get("position").asLong()).isEqualTo(before);
      assertThat(feed.next("recorded").data().get("type").asText()).isEqualTo("account-opened");
      assertThat(feed.next("recorded").data().get("payload").get("cents").asLong())
          .isEqualTo(5);
      Message last = feed.next("recorded");
      assertThat(last.data().get("payload").get("cents").asLong()).isEqualTo(6);
      BANK.post(account + "/deposits", "{\"cents\":7}").expect(200);
      assertThat(feed.next("recorded").data().get("payload").get("cents").asLong())
          .isEqualTo(7);
    }
  }

  @Test
  void beginsNowForWhoIsAheadOfTheLog() throws Exception {
    try (ServerSentEvents feed = follow("Last-Event-ID", "999999999")) {
      assertThat(feed.next("start").data().get("position").asLong())
          .isLessThanOrEqualTo(BANK.bank().store().head().value());
    }
  }

  @Test
  void aClientThatIsSlowMissesNothingAndHoldsUpNobody() throws Exception {
    String account = BANK.account(0);
    AccountId id = new AccountId(Long.parseLong(account.replace("/api/accounts/", "")));
    int events = 6_000;
    try (ServerSentEvents slow = follow();
        ServerSentEvents quick = follow()) {
      slow.next("start");
      quick.next("start");
      // More than the buffers of two sockets take, so that the slow one's queue runs over.
      String description = "x".repeat(1_000);
      for (int i = 1; i <= events; i++) {
        BANK.bank().commands().send(new Deposit(id, i, LocalDate.of(2026, 1, 1), description));
        if (i % 100 == 0) {
          assertThat(next(quick, 100)).isEqualTo(range(i - 99, i));
        }
      }
      assertThat(next(slow, events)).isEqualTo(range(1, events));
    }
  }

  private static List<Long> next(ServerSentEvents feed, int count) throws IOException {
    List<Long> cents = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      cents.add(feed.next("recorded").data().get("payload").get("cents").asLong());
    }
    return cents;
  }

  private static List<Long> range(long first, long last) {
    List<Long> range = new ArrayList<>();
    for (long i = first; i <= last; i++) {
      range.add(i);
    }
    return range;
  }

  @Test
  void saysEverySecondHowProjectionsAndRelayAre() throws Exception {
    try (ServerSentEvents feed = follow()) {
      Message state = feed.next("state");
      assertThat(state.id()).isEmpty();
      assertThat(state.data().get("database").asBoolean()).isTrue();
      assertThat(state.data().get("relay").get("standing").asText()).isEqualTo("OFF");
      assertThat(state.data().get("projections").findValuesAsText("name"))
          .containsExactly(
              "balances",
              "statements",
              "daily-totals",
              "top-accounts",
              "transfers",
              "transfer-process");
      feed.next("state");
    }
  }

  @Test
  void hasRoomForSoManyAndGivesItBack() throws Exception {
    List<ServerSentEvents> feeds = new ArrayList<>();
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(() -> {
          feeds.add(follow());
          return feeds.size() == 3;
        });
    assertThat(BANK.get("/api/events").expect(503).problem()).isEqualTo("too-many-streams");
    feeds.get(0).close();
    // That it has gone shows when it is written to next.
    await()
        .atMost(Duration.ofSeconds(30))
        .ignoreExceptionsInstanceOf(AssertionError.class)
        .until(() -> {
          feeds.add(follow());
          return true;
        });
    for (ServerSentEvents feed : feeds) {
      feed.close();
    }
  }

  @Test
  void endsWithTheServer() throws Exception {
    try (HttpBank other = new HttpBank();
        ServerSentEvents feed = new ServerSentEvents(other.feed())) {
      feed.next("start");
      long begun = System.nanoTime();
      other.server().close();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
        while (true) {
          feed.next("state");
        }
      });
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }
  }
}
