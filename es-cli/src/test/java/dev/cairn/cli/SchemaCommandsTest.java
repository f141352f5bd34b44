package dev.cairn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code es schema}: what it says, what it writes and how it ends. */
final class SchemaCommandsTest {

  @TempDir
  private Path directory;

  @EventType("deposited")
  record Deposited(String amount) {}

  @EventType("deposited")
  record Retyped(long amount) {}

  @EventType("deposited")
  record Grown(String amount, @Nullable String note) {}

  @Test
  void aChangeThatBreaksAReaderEndsWithOneAndItsRemedy() {
    es(Deposited.class, "schema", "export", events()).ok();
    es(Deposited.class, "schema", "check", events(), "--committed").ok();

    CommandRun refused = es(Retyped.class, "schema", "check", events());

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.out())
        .contains("deposited revision 1, amount", "it was text and is a number (long)", "remedy: ")
        .contains("Upcaster.change(\"deposited\", 1");
  }

  @Test
  void programsAreToldTheSame() {
    es(Deposited.class, "schema", "export", events()).ok();

    CommandRun refused =
        es(Retyped.class, "schema", "check", events(), "--mode", "BACKWARD", "--json");

    assertThat(refused.exitCode()).isEqualTo(1);
    assertThat(refused.json().path("compatible").asBoolean()).isFalse();
    assertThat(refused.json().path("mode").asText()).isEqualTo("BACKWARD");
    JsonNode finding = refused.json().path("findings").path(0);
    assertThat(finding.path("type").asText()).isEqualTo("deposited");
    assertThat(finding.path("reader").asText()).isEqualTo("newer-code");
    assertThat(finding.path("path").asText()).isEqualTo("amount");
    assertThat(finding.path("remedy").asText()).isNotEmpty();
    assertThat(refused.json().path("uncommitted").path(0).asText()).isEqualTo("deposited");
  }

  @Test
  void theModeDecides() {
    es(Deposited.class, "schema", "export", events()).ok();

    es(Retyped.class, "schema", "check", events(), "--mode", "FORWARD").ok();
    assertThat(es(Retyped.class, "schema", "check", events(), "--mode", "FULL").exitCode())
        .isEqualTo(1);
    es(Retyped.class, "schema", "check", events(), "--type", "other").ok();
  }

  @Test
  void aFormThatIsNotCommittedIsAFailureWhereThatIsAskedFor() {
    es(Deposited.class, "schema", "export", events()).ok();

    assertThat(es(Grown.class, "schema", "check", events()).ok().out())
        .contains("deposited has a form that is not in");
    assertThat(es(Grown.class, "schema", "check", events(), "--committed").exitCode())
        .isEqualTo(1);
    assertThat(es(Grown.class, "schema", "export", events(), "--dry-run").ok().out())
        .contains("deposited would be written");
    es(Grown.class, "schema", "export", events()).ok();
    es(Grown.class, "schema", "check", events(), "--committed").ok();
    assertThat(directory.resolve("events/deposited.1.2.schema.json")).exists();
  }

  @Test
  void withoutFilesOrWithDamagedOnesThereIsNoVerdict() throws IOException {
    es(Deposited.class, "schema", "check", events()).fails(1, "index.json is not there");

    es(Deposited.class, "schema", "export", events()).ok();
    Files.writeString(directory.resolve("events/index.json"), "{");
    es(Deposited.class, "schema", "check", events()).fails(1, "cannot be read");
    es(Deposited.class, "schema", "check", events(), "--mode", "SIDEWAYS").fails(2, "SIDEWAYS");
  }

  @Test
  void everyContractIsWritten() throws IOException {
    String contracts = directory.resolve("contracts").toString();
    es(Deposited.class, "schema", "export", events()).ok();

    for (String format : List.of("json-schema", "avro", "protobuf")) {
      es(
              Deposited.class,
              "schema",
              "generate",
              contracts,
              "--format",
              format,
              "--history",
              events())
          .ok();
    }
    JsonNode written = es(
            Deposited.class,
            "schema",
            "generate",
            contracts,
            "--asyncapi",
            "--typescript",
            "--topic-prefix",
            "bank.",
            "--json")
        .ok()
        .json();

    assertThat(written.path("files")).hasSize(2);
    assertThat(names(directory.resolve("contracts")))
        .containsExactly(
            "asyncapi.json",
            "deposited.avsc",
            "deposited.proto",
            "deposited.schema.json",
            "events.ts");
    assertThat(Files.readString(directory.resolve("contracts/asyncapi.json")))
        .contains("\"address\": \"bank.account\"");
  }

  @Test
  void whatIsNotUnderstoodIsSaid() {
    es(Deposited.class, "schema", "generate", events()).fails(2, "--format");
    es(Deposited.class, "schema", "generate", events(), "--format", "xml").fails(2, "json-schema");
  }

  private static List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private String events() {
    return directory.resolve("events").toString();
  }

  private record Application(Class<?> event) implements SchemaAccess {

    @Override
    public JacksonEventCodec codec() {
      return JacksonEventCodec.forEvents(event);
    }

    @Override
    public Map<String, Collection<Class<?>>> categories() {
      return Map.of("account", List.of(event));
    }
  }

  private static CommandRun es(Class<?> event, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exitCode = EsCli.of(() -> new PostgresLogOptions(CliEvents.codec()))
        .withSchemas(() -> new Application(event))
        .run(
            "es",
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    return new CommandRun(
        List.of(args),
        exitCode,
        out.toString(StandardCharsets.UTF_8),
        err.toString(StandardCharsets.UTF_8));
  }
}
