package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.regex.Pattern;

/** One run of the command line: what went in, and all that came out. */
record CommandRun(List<String> args, int exitCode, String out, String err) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

  /** Checks that it did what it was asked for. */
  CommandRun ok() {
    assertThat(exitCode).as("%s: %s%s", args, out, err).isZero();
    return this;
  }

  /** Checks that it failed so, with one line that says why, and nothing else. */
  CommandRun fails(int code, String why) {
    assertThat(exitCode).as("%s: %s%s", args, out, err).isEqualTo(code);
    assertThat(out).as("%s", args).isEmpty();
    assertThat(err.lines().filter(line -> line.startsWith("es: ")))
        .as("%s: %s", args, err)
        .singleElement()
        .asString()
        .contains(why);
    assertThat(err).doesNotContain("\tat ");
    return this;
  }

  /** Standard output, which is one JSON document on one line. */
  JsonNode json() {
    assertThat(out.lines()).as("%s: %s", args, err).hasSize(1);
    return json(out);
  }

  /** Standard output, which is one JSON document on each line. */
  List<JsonNode> jsonLines() {
    return out.lines().map(CommandRun::json).toList();
  }

  /** The words of a command as a shell takes it apart, as far as examples need it. */
  static String[] words(String command) {
    return WORD.matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .toArray(String[]::new);
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("Not JSON: " + text, e);
    }
  }
}
