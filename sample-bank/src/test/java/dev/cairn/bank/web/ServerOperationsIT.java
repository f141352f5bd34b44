package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.bank.web.HttpBank.Answer;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What operators see and do over HTTP. */
final class ServerOperationsIT {

  private static final HttpBank BANK = new HttpBank();

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static JsonNode projection(String name) {
    for (JsonNode projection : BANK.get("/api/state").expect(200).json().get("projections")) {
      if (projection.get("name").asText().equals(name)) {
        return projection;
      }
    }
    throw new AssertionError("There is no " + name);
  }

  @Test
  void aReadModelIsRebuiltWhileItIsRead() {
    String account = BANK.account(500);
    int before = projection("balances").get("generation").asInt();
    Answer begun = BANK.post("/api/projections/balances/rebuild", "{}").expect(202);
    assertThat(begun.header("Location")).isEqualTo("/api/state");
    await().atMost(Duration.ofMinutes(1)).until(() -> {
      assertThat(BANK.get(account + "/statement").json().get("balance").asLong())
          .isEqualTo(500);
      return projection("balances").path("rebuild").path("step").asText().equals("DONE");
    });
    JsonNode after = projection("balances");
    assertThat(after.get("generation").asInt()).isGreaterThan(before);
    assertThat(after.get("rebuild").get("fraction").asDouble()).isEqualTo(1);
    BANK.post(account + "/deposits?wait=true", "{\"cents\":1}").expect(200);
    assertThat(BANK.get(account + "/statement").json().get("balance").asLong()).isEqualTo(501);
  }

  @Test
  void aReadModelIsRebuiltOnceAtATime() {
    // The one that waits is refused though it has not begun.
    BANK.post("/api/projections/top-accounts/rebuild", "{}").expect(202);
    BANK.post("/api/projections/statements/rebuild", "{}").expect(202);
    assertThat(
            BANK.post("/api/projections/statements/rebuild", "{}").expect(409).problem())
        .isEqualTo("rebuild-under-way");
    await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> projection("statements").path("rebuild").path("step").asText().equals("DONE"));
  }

  @Test
  void aProcessIsNotRebuilt() {
    assertThat(projection("transfer-process").get("rebuildable").asBoolean()).isFalse();
    assertThat(BANK.post("/api/projections/transfer-process/rebuild", "{}")
            .expect(409)
            .problem())
        .isEqualTo("not-rebuildable");
  }

  @Test
  void remembersHowFarBehindEverythingWas() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> BANK.get("/api/lag").json().size() >= 2);
    JsonNode lag = BANK.get("/api/lag").json().get(1);
    assertThat(lag.get("projections").get("balances").isIntegralNumber()).isTrue();
    assertThat(lag.has("relay")).isFalse();
  }

  @Test
  void saysThatItIsAliveAndReady() {
    assertThat(BANK.get("/health").expect(200).json().get("status").asText()).isEqualTo("up");
    assertThat(BANK.get("/ready").expect(200).json().toString())
        .isEqualTo("{\"ready\":true,\"database\":true,\"missing\":[]}");
  }

  @Test
  void showsMetricsUnderTheRoutesAndNotUnderThePaths() {
    String account = BANK.account(5);
    BANK.get(account + "/no-such-thing");
    BANK.post(account + "/withdrawals", "{\"cents\":6}").expect(422);
    String metrics = BANK.get("/metrics").expect(200).response().body();
    assertThat(metrics)
        .contains("cairn_log_head ")
        .contains("cairn_projection_lag_events{projection=\"balances\"} ")
        .contains("jvm_memory_used_bytes")
        .containsPattern("http_server_requests_seconds_count\\{method=\"POST\","
            + "route=\"/api/accounts/\\{account}/withdrawals\",status=\"422\"} ")
        .doesNotContain(account);
  }
}
