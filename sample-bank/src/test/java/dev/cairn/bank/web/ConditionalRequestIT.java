package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.web.HttpBank.Answer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Commands that are sent again, and commands that depend on what their sender has seen. */
final class ConditionalRequestIT {

  private static final HttpBank BANK = new HttpBank();
  private static final int CLIENTS = 8;

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static long version(String account) {
    return BANK.get(account).json().get("version").asLong();
  }

  @Test
  void aCommandUnderAKeyIsCarriedOutOnce() {
    String account = BANK.account(100);
    String key = UUID.randomUUID().toString();
    Answer first = BANK.post(account + "/withdrawals", "{\"cents\":100}", "Idempotency-Key", key)
        .expect(200);
    // Carried out again it would be refused: there is nothing left.
    Answer again = BANK.post(
            account + "/withdrawals", "{\"cents\":100}", "Idempotency-Key", "\"" + key + "\"")
        .expect(200);
    assertThat(first.json().get("repeated").asBoolean()).isFalse();
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    assertThat(again.json().get("position")).isEqualTo(first.json().get("position"));
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
    assertThat(version(account)).isEqualTo(3);
  }

  @Test
  void aKeyBelongsToOneCommand() {
    String account = BANK.account(100);
    String key = UUID.randomUUID().toString();
    BANK.post(account + "/withdrawals", "{\"cents\":1}", "Idempotency-Key", key).expect(200);
    for (String other : List.of("/withdrawals", "/deposits")) {
      Answer answer =
          BANK.post(account + other, "{\"cents\":2}", "Idempotency-Key", key).expect(422);
      assertThat(answer.problem()).isEqualTo("key-used");
    }
    assertThat(version(account)).isEqualTo(3);
    String another = BANK.account(100);
    BANK.post(another + "/withdrawals", "{\"cents\":2}", "Idempotency-Key", key).expect(200);
  }

  @Test
  void aCommandForAnotherVersionIsNotCarriedOut() {
    String account = BANK.account(100);
    Answer stale =
        BANK.post(account + "/deposits", "{\"cents\":5}", "If-Match", "\"1\"").expect(412);
    assertThat(stale.problem()).isEqualTo("account-changed");
    assertThat(stale.json().get("version").asLong()).isEqualTo(2);
    // Even a command that would be refused is not decided.
    BANK.post(account + "/withdrawals", "{\"cents\":500}", "If-Match", "\"1\"").expect(412);
    assertThat(version(account)).isEqualTo(2);

    String tag = BANK.get(account).header("ETag");
    BANK.post(account + "/deposits", "{\"cents\":5}", "If-Match", tag).expect(200);
    BANK.post(account + "/deposits", "{\"cents\":5}", "If-Match", "*").expect(200);
    assertThat(version(account)).isEqualTo(4);
    assertThat(BANK.post("/api/accounts/434343/deposits", "{\"cents\":5}", "If-Match", "*")
            .expect(404)
            .problem())
        .isEqualTo("no-such-account");
  }

  @Test
  void aRepeatedCommandSucceedsThoughItHasChangedTheVersionItself() {
    String account = BANK.account(100);
    String key = UUID.randomUUID().toString();
    String[] headers = {"Idempotency-Key", key, "If-Match", "\"2\""};
    BANK.post(account + "/deposits", "{\"cents\":5}", headers).expect(200);
    Answer again = BANK.post(account + "/deposits", "{\"cents\":5}", headers).expect(200);
    assertThat(again.json().get("repeated").asBoolean()).isTrue();
    assertThat(version(account)).isEqualTo(3);
  }

  @Test
  void ofManyWhoSawTheSameVersionOneComesThrough() throws Exception {
    String account = BANK.account(100);
    ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
    try {
      for (int round = 1; round <= 20; round++) {
        String tag = BANK.get(account).header("ETag");
        CyclicBarrier start = new CyclicBarrier(CLIENTS);
        Callable<Integer> client = () -> {
          start.await(10, TimeUnit.SECONDS);
          return BANK.post(account + "/deposits", "{\"cents\":1}", "If-Match", tag)
              .status();
        };
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> done : threads.invokeAll(Collections.nCopies(CLIENTS, client))) {
          statuses.add(done.get());
        }
        assertThat(statuses)
            .containsOnly(200, 412)
            .filteredOn(status -> status == 200)
            .hasSize(1);
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(version(account)).isEqualTo(22);
  }
}
