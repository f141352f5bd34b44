package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.CliEvents.Deposited;
import dev.cairn.cli.CliEvents.NoticeSent;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.event.StreamId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code es streams tail}. */
final class TailStreamsIT {

  private final OperatedLog log = new OperatedLog();

  @AfterEach
  void close() {
    log.close();
  }

  @Test
  void showsWhatIsAppendedFromNowOn() throws Exception {
    log.append(CliEvents.account(1), new Deposited(1, "before"));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    CompletableFuture<CommandRun> tail =
        CompletableFuture.supplyAsync(() -> log.es(err, "streams", "tail", "--json", "-n", "2"));
    await()
        .atMost(Duration.ofMinutes(2))
        .until(
            () -> err.toString(StandardCharsets.UTF_8).contains("Showing events after position 1"));
    log.append(CliEvents.account(1), new Deposited(2, "after"));
    log.append(CliEvents.account(2), new NoticeSent("and \"this\"\n"));
    log.append(CliEvents.account(2), new Deposited(3, "too much"));

    List<JsonNode> shown = tail.get(30, TimeUnit.SECONDS).ok().jsonLines();
    assertThat(shown).extracting(event -> event.get("position").asLong()).containsExactly(2L, 3L);
    assertThat(shown.get(1).get("payload").get("text").asText()).isEqualTo("and \"this\"\n");
  }

  @Test
  void showsWhatIsThereFromAPositionOn() {
    IntStream.rangeClosed(1, 5)
        .forEach(i -> log.append(CliEvents.account(i), new Deposited(i, "")));
    assertThat(positions("--after", "0", "-n", "5")).containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(positions("--after", "3", "-n", "2")).containsExactly(4L, 5L);
    assertThat(log.es("streams", "tail", "--after", "4", "-n", "1").ok().out())
        .contains("account:5", "money-deposited");
  }

  @Test
  void showsOnlyWhatIsWanted() {
    log.append(CliEvents.account(1), new Deposited(1, ""), new NoticeSent(""));
    log.append(CliEvents.account(2), new Deposited(1, ""));
    log.append(StreamId.of("customer", "1"), new NoticeSent(""));
    log.append(CliEvents.account(1), new Deposited(1, ""));

    assertThat(positions("account:1", "--after", "0", "-n", "3")).containsExactly(1L, 2L, 5L);
    assertThat(positions("--category", "customer", "--after", "0", "-n", "1")).containsExactly(4L);
    assertThat(positions("--type", "notice-sent", "--after", "0", "-n", "2"))
        .containsExactly(2L, 4L);
    assertThat(positions("account:2", "--category", "customer", "--after", "0", "-n", "2"))
        .containsExactly(3L, 4L);
    assertThat(positions("account:1", "--type", "money-deposited", "--after", "0", "-n", "2"))
        .containsExactly(1L, 5L);
  }

  private List<Long> positions(String... options) {
    List<String> args = new java.util.ArrayList<>(List.of("streams", "tail", "--json"));
    args.addAll(List.of(options));
    return log.es(args.toArray(String[]::new)).ok().jsonLines().stream()
        .map(event -> event.get("position").asLong())
        .toList();
  }

  @Test
  void endsWhenNobodyReadsAnyMore() {
    IntStream.rangeClosed(1, 5)
        .forEach(i -> log.append(CliEvents.account(i), new Deposited(i, "")));
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
        .run(
            "es",
            new PrintStream(new ClosedPipe(), true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            "streams",
            "tail",
            "--after",
            "0",
            "--jdbc-url",
            log.url());
    assertThat(exitCode).isEqualTo(ExitCode.OUTPUT_CLOSED);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain("es: ");
  }

  /** What a program that has ended leaves of the pipe to it. */
  private static final class ClosedPipe extends OutputStream {
    @Override
    public void write(int b) throws IOException {
      throw new IOException("Broken pipe");
    }
  }

  @Test
  void saysWhatMakesNoSense() {
    log.es("streams", "tail", "--after", "9").fails(ExitCode.FAILED, "the log ends at position 0");
    log.es("streams", "tail", "--after", "-1").fails(ExitCode.USAGE, "negative");
    log.es("streams", "tail", "--type", "a\u0000b").fails(ExitCode.USAGE, "control characters");
    log.es("streams", "tail", "account").fails(ExitCode.USAGE, "it reads category:key");
    log.es("streams", "tail", "-n", "0").fails(ExitCode.USAGE, "from 1 on");
  }
}
