package dev.cairn.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cairn.embedded.FreshDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One run of the command line within this process: what went in, and all that came out. */
public record CommandLineRun(int exitCode, String out, String err) {

  public static CommandLineRun bank(String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = BankCli.run(
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8),
        args);
    return new CommandLineRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** A run on that database. */
  public static CommandLineRun bankOn(FreshDatabase database, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--jdbc-url");
    all.add(urlOf(database));
    return bank(all.toArray(String[]::new));
  }

  /** The password goes with the URL, because a test cannot change its own environment. */
  public static String urlOf(FreshDatabase database) {
    String separator = database.jdbcUrl().contains("?") ? "&" : "?";
    return database.jdbcUrl() + separator + "user=" + database.username() + "&password="
        + database.password();
  }

  /** It refused in one line for people, and said nothing else. */
  public static void assertMistake(CommandLineRun run, int exitCode, String message) {
    assertThat(run.exitCode()).as(run.err()).isEqualTo(exitCode);
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines().filter(line -> line.startsWith("bank: ")))
        .singleElement()
        .asString()
        .contains(message);
    assertThat(run.err()).doesNotContain("\tat ");
  }

  /** The last line of standard output. */
  public JsonNode json() {
    return lastJson(out);
  }

  /** The last line of a text. */
  public static JsonNode lastJson(String text) {
    List<String> lines = text.lines().toList();
    try {
      return new ObjectMapper().readTree(lines.get(lines.size() - 1));
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }
}
