package dev.cairn.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever answers, the error is typed, comes in time, and tells no secret. */
@Timeout(30)
class HostileAnswersTest {

  private static final RegistrySchema SCHEMA = RegistrySchema.avro("\"string\"");
  private static final String HTML = "<html><body>Sign in to the guest network</body></html>";

  private static SchemaRegistry client(HostileRegistry server) {
    return HttpSchemaRegistry.at(server.settings().withBasicAuth("ann", "s3cret"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HTML,
        "",
        "null",
        "[]",
        "{}",
        "\"id\"",
        "{\"id\":\"7\"}",
        "{\"id\":-1}",
        "{\"id\":1.5}",
        "{\"id\":4294967296}",
        "{\"id\":",
        "{\"id\":null}"
      })
  void whatIsNoIdIsNone(String body) {
    try (HostileRegistry server = HostileRegistry.answering(200, body)) {
      assertThatThrownBy(() -> client(server).register("s", SCHEMA))
          .isInstanceOfSatisfying(
              UnexpectedAnswerException.class,
              unexpected -> assertThat(unexpected.status()).isEqualTo(200))
          .hasMessageContaining("check that the URL")
          .hasMessageNotContaining("s3cret");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {HTML, "{\"schema\":7}", "{\"schema\":\"x\",\"schemaType\":\"COBOL\"}"})
  void whatIsNoSchemaIsNone(String body) {
    try (HostileRegistry server = HostileRegistry.answering(200, body)) {
      assertThatThrownBy(() -> client(server).schema(7))
          .isInstanceOf(UnexpectedAnswerException.class);
      assertThatThrownBy(() -> client(server).latest("s"))
          .isInstanceOf(UnexpectedAnswerException.class);
      assertThatThrownBy(() -> client(server).level("s"))
          .isInstanceOf(UnexpectedAnswerException.class);
      assertThatThrownBy(() -> client(server).check("s", SCHEMA))
          .isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @Test
  void aTreeThatIsTooDeepIsNoAnswer() {
    try (HostileRegistry server = HostileRegistry.answering(200, "[".repeat(1_000_000))) {
      assertThatThrownBy(() -> client(server).register("s", SCHEMA))
          .isInstanceOf(UnexpectedAnswerException.class)
          .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }
  }

  /** A page of a proxy that does not know the path says nothing of a schema. */
  @Test
  void aPageThatIsNotThereIsNoSchemaThatIsNotThere() {
    try (HostileRegistry server = HostileRegistry.answering(404, HTML)) {
      assertThatThrownBy(() -> client(server).latest("s"))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("404");
      assertThatThrownBy(() -> client(server).check("s", SCHEMA))
          .isInstanceOf(UnexpectedAnswerException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 429})
  void aFailureOfTheRegistryIsTriedAgain(int status) {
    try (HostileRegistry server = new HostileRegistry((number, exchange) -> {
      if (number < 3) {
        HostileRegistry.send(exchange, status, "{\"error_code\":50001,\"message\":\"no leader\"}");
      } else {
        HostileRegistry.send(exchange, 200, "{\"id\":7}");
      }
    })) {
      assertThat(client(server).register("s", SCHEMA)).isEqualTo(7);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aFailureThatDoesNotEndIsSaidAfterTheLastAttempt() {
    try (HostileRegistry server = HostileRegistry.answering(500, "no leader")) {
      SchemaRegistry client = HttpSchemaRegistry.at(server.settings().withAttempts(2));
      assertThatThrownBy(() -> client.register("s", SCHEMA))
          .isInstanceOfSatisfying(
              RegistryUnavailableException.class,
              away -> assertThat(away.attempts()).isEqualTo(2))
          .hasMessageContaining("500 no leader");
      assertThat(server.requests()).hasSize(2);
    }
  }

  /** To ask again with credentials that are refused locks accounts. */
  @ParameterizedTest
  @CsvSource({"401, withBasicAuth", "403, grant it"})
  void aRefusalIsNotTriedAgain(int status, String remedy) {
    try (HostileRegistry server = HostileRegistry.answering(status, "")) {
      assertThatThrownBy(() -> client(server).register("s", SCHEMA))
          .isInstanceOfSatisfying(
              RegistryAccessException.class,
              refused -> assertThat(refused.status()).isEqualTo(status))
          .hasMessageContaining(remedy)
          .hasMessageNotContaining("s3cret");
      assertThat(server.requests()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"409, INCOMPATIBLE", "422, INVALID"})
  void aSchemaThatIsNotTakenIsNotTriedAgain(int status, SchemaRefusedException.Reason reason) {
    String body = "{\"error_code\":409,\"message\":\"READER_FIELD_MISSING_DEFAULT_VALUE\"}";
    try (HostileRegistry server = HostileRegistry.answering(status, body)) {
      assertThatThrownBy(() -> client(server).register("s", SCHEMA))
          .isInstanceOfSatisfying(
              SchemaRefusedException.class,
              refused -> assertThat(refused.reason()).isEqualTo(reason))
          .hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
      assertThat(server.requests()).hasSize(1);
    }
  }

  /** The login is for the address that was given. */
  @Test
  void aRedirectIsNotFollowed() {
    try (HostileRegistry thief = HostileRegistry.answering(200, "{\"id\":1}");
        HostileRegistry server = new HostileRegistry((number, exchange) -> {
          exchange.getResponseHeaders().add("Location", thief.settings().url().toString());
          HostileRegistry.send(exchange, 302, "");
        })) {
      assertThatThrownBy(() -> client(server).schema(1))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("302");
      assertThat(thief.requests()).isEmpty();
    }
  }

  @Test
  void theLoginGoesWithTheFirstRequestAndThePathIsKept() {
    try (HostileRegistry server = HostileRegistry.answering(200, "{\"id\":1}")) {
      client(server).register("a/b c", SCHEMA);
      assertThat(server.requests())
          .containsExactly(new HostileRegistry.Request(
              "POST", "/apis/subjects/a%2Fb%20c/versions", "Basic YW5uOnMzY3JldA=="));
    }
  }

  @Test
  void anAnswerWithoutEndIsCutOff() {
    try (HostileRegistry server = new HostileRegistry((number, exchange) -> {
      exchange.sendResponseHeaders(200, 0);
      byte[] bytes = new byte[65_536];
      while (true) {
        exchange.getResponseBody().write(bytes);
      }
    })) {
      SchemaRegistry client = HttpSchemaRegistry.at(server.settings().withLargestAnswer(1_000_000));
      assertThatThrownBy(() -> client.schema(1))
          .isInstanceOf(UnexpectedAnswerException.class)
          .hasMessageContaining("more than 1000000 bytes");
    }
  }

  /** The time of an answer is that of its last byte. */
  @Test
  void anAnswerThatDripsIsNotWaitedFor() {
    CountDownLatch over = new CountDownLatch(1);
    try (HostileRegistry server = new HostileRegistry((number, exchange) -> {
      exchange.sendResponseHeaders(200, 0);
      while (!isOver(over, Duration.ofMillis(20))) {
        exchange.getResponseBody().write(' ');
        exchange.getResponseBody().flush();
      }
    })) {
      assertTimesOut(server);
    } finally {
      over.countDown();
    }
  }

  @Test
  void whoDoesNotAnswerIsNotWaitedFor() {
    CountDownLatch over = new CountDownLatch(1);
    try (HostileRegistry server =
        new HostileRegistry((number, exchange) -> isOver(over, Duration.ofMinutes(1)))) {
      assertTimesOut(server);
    } finally {
      over.countDown();
    }
  }

  private static void assertTimesOut(HostileRegistry server) {
    RegistrySettings settings =
        server.settings().withTimeout(Duration.ofMillis(300)).withAttempts(2);
    assertThatThrownBy(() -> HttpSchemaRegistry.at(settings).schema(1))
        .isInstanceOf(RegistryUnavailableException.class)
        .hasMessageContaining("PT0.3S");
    assertThat(server.requests()).hasSize(2);
  }

  private static boolean isOver(CountDownLatch over, Duration atMost) {
    try {
      return over.await(atMost.toMillis(), java.util.concurrent.TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Test
  void anAnswerThatBreaksOffIsTriedAgain() {
    try (HostileRegistry server = new HostileRegistry((number, exchange) -> {
      if (number == 1) {
        exchange.sendResponseHeaders(200, 100);
        throw new IOException("breaks off");
      }
      HostileRegistry.send(exchange, 200, "{\"id\":3}");
    })) {
      assertThat(client(server).register("s", SCHEMA)).isEqualTo(3);
    }
  }

  @Test
  void anInterruptEndsTheWaitAndKeepsItsFlag() {
    try (HostileRegistry server = HostileRegistry.answering(500, "")) {
      Thread.currentThread().interrupt();
      assertThatThrownBy(() -> client(server).register("s", SCHEMA))
          .isInstanceOf(RegistryUnavailableException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
