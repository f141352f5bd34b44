package dev.cairn.bank.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.bank.web.HttpBank.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pages of other sites cannot use the bank through somebody's browser. */
final class GuardIT {

  private static final HttpBank BANK = new HttpBank();

  @AfterAll
  static void close() {
    BANK.close();
  }

  private static void assertForeign(Answer answer) {
    assertThat(answer.expect(403).problem()).isEqualTo("foreign-page");
  }

  @Test
  void commandsComeFromTheBanksOwnPageOrFromNone() {
    String account = BANK.account(0);
    String path = account + "/deposits";
    String cents = "{\"cents\":1}";
    assertForeign(BANK.post(path, cents, "Sec-Fetch-Site", "cross-site"));
    assertForeign(BANK.post(path, cents, "Sec-Fetch-Site", "same-site"));
    assertForeign(BANK.post(path, cents, "Origin", "https://evil.example"));
    assertForeign(BANK.post(path, cents, "Origin", "null"));
    assertForeign(
        BANK.post("/api/projections/balances/rebuild", "{}", "Sec-Fetch-Site", "cross-site"));
    assertThat(BANK.get(account).json().get("version").asLong()).isEqualTo(1);

    BANK.post(path, cents, "Sec-Fetch-Site", "same-origin").expect(200);
    BANK.post(path, cents, "Sec-Fetch-Site", "none").expect(200);
    BANK.post(path, cents, "Origin", BANK.uri().toString()).expect(200);
    BANK.post(path, cents).expect(200);
  }

  @Test
  void noOtherSiteMayReadWhatIsAnswered() {
    assertForeign(
        BANK.get("/api/events", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "cors"));
    assertForeign(BANK.get("/app.js", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors"));
    BANK.get("/", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate").expect(200);
    Answer answer = BANK.get("/api/accounts", "Origin", "https://evil.example").expect(200);
    assertThat(answer.response().headers().map()).doesNotContainKey("access-control-allow-origin");
    assertThat(answer.header("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void nothingOfThePageComesFromElsewhere() {
    Answer page = BANK.get("/").expect(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("unsafe")
        .doesNotContain("http");
    assertThat(page.response().body())
        .doesNotContainPattern("(src|href)=\"(https?:)?//")
        .doesNotContainPattern("<script(?![^>]* src=)")
        .doesNotContainPattern("\\s(style|on[a-z]+)=");
  }

  @Test
  void anotherNameForThisMachineIsNotAnswered() throws IOException {
    assertThat(statusFor("bank.evil.example:" + BANK.uri().getPort())).isEqualTo(421);
    assertThat(statusFor("127.0.0.1.evil.example")).isEqualTo(421);
    assertThat(statusFor("localhost:" + BANK.uri().getPort())).isEqualTo(200);
    assertThat(statusFor("127.0.0.1:" + BANK.uri().getPort())).isEqualTo(200);
  }

  /** The client of the JDK lets nobody choose the host. */
  private static int statusFor(String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), BANK.uri().getPort())) {
      socket
          .getOutputStream()
          .write(("GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      return Integer.parseInt(answer.substring(9, 12));
    }
  }
}
