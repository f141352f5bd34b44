package dev.cairn.codec.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.codec.contract.NpmPackages.Outcome;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.SampleEvents;
import dev.cairn.event.EncodedEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The types of TypeScript, as its compiler sees them. */
final class TypeScriptContractTest {

  private static final String VERSION = "5.9.3";

  @TempDir
  private Path directory;

  @Test
  void whatTheCodecWritesHasTheTypes() throws Exception {
    Outcome outcome = compile(program("const event%d: Events[%s] = %s;\n"));

    assertThat(outcome.output()).isEmpty();
    assertThat(outcome.exitCode()).isZero();
  }

  @Test
  void whatItWouldNotWriteHasNot() throws Exception {
    String good = program("const event%d: Events[%s] = %s;\n");
    for (String[] change : List.of(
        new String[] {"\"b\":127", "\"b\":\"127\""},
        new String[] {"\"s\":32767,", ""},
        new String[] {"\"d\":\"NaN\"", "\"d\":\"nan\""},
        new String[] {"\"sea-green\"", "\"SEA_GREEN\""},
        new String[] {"{\"@type\":\"card\",\"last4\":\"2\"}", "{\"last4\":\"2\"}"})) {
      assertThat(good).contains(change[0]);
      Outcome outcome = compile(good.replace(change[0], change[1]));
      assertThat(outcome.exitCode()).as(change[1]).isNotZero();
      assertThat(outcome.output()).contains("use.ts").doesNotContain("events.ts(");
    }
  }

  private static String program(String line) {
    StringBuilder program = new StringBuilder("import type { Events } from \"./events\";\n");
    int n = 0;
    for (Object event : SampleEvents.all()) {
      EncodedEvent encoded = SampleEvents.codec().encode(event);
      n++;
      program.append(String.format(
          line, n, JsonStrings.quoted(encoded.type()), new String(encoded.json(), UTF_8)));
    }
    return program.toString();
  }

  private Outcome compile(String program) throws IOException, InterruptedException {
    List<EventSchema> schemas = new ArrayList<>(SampleEvents.schemas().all());
    schemas.add(HostileNames.schema());
    Files.writeString(directory.resolve("events.ts"), TypeScriptContract.of(schemas));
    Files.writeString(directory.resolve("use.ts"), program);
    Path compiler = NpmPackages.directory("typescript", VERSION).resolve("bin/tsc");
    return NpmPackages.run(
        directory,
        List.of(
            "node", compiler.toString(), "--strict", "--noEmit", "--target", "es2022", "use.ts"));
  }
}
