package dev.cairn.cli.schema;

import dev.cairn.cli.command.CommandFailedException;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.cli.command.SchemaCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.codec.contract.AsyncApiContract;
import dev.cairn.codec.contract.Contracts;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.SchemaFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es schema generate}. */
@Command(
    name = "generate",
    description = "Writes contracts for consumers in other languages, from the events in the code.",
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} contracts --format avro --namespace bank.events",
      "  ${COMMAND-FULL-NAME} contracts --format protobuf --history events",
      "  ${COMMAND-FULL-NAME} contracts --asyncapi --topic-prefix bank. --title Bank --version 1.2",
      "  ${COMMAND-FULL-NAME} contracts --typescript"
    })
final class GenerateContracts extends SchemaCommand {

  @Parameters(
      paramLabel = "DIR",
      description = "Gets the files; those of the same name are replaced.")
  private Path directory = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "One file for each event: ${COMPLETION-CANDIDATES}.",
      completionCandidates = ContractFormat.Names.class,
      converter = ContractFormat.Converter.class)
  private @Nullable ContractFormat format;

  @Option(names = "--asyncapi", description = "AsyncAPI 3.0 of topics, keys, headers and messages.")
  private boolean asyncApi;

  @Option(names = "--typescript", description = "Types of the JSON, for TypeScript.")
  private boolean typeScript;

  @Option(
      names = "--history",
      paramLabel = "EVENTS",
      description =
          "Where 'schema export' has written the files: numbers of fields stay what they were.")
  private @Nullable Path history;

  @Option(
      names = "--namespace",
      paramLabel = "NAME",
      description =
          "What names of Avro and Protocol Buffers begin with; ${DEFAULT-VALUE} unless given.")
  private String namespace = "events";

  @Option(
      names = "--topic-prefix",
      paramLabel = "PREFIX",
      description = "That of the relay's topics, such as 'bank.'; none unless given.")
  private String prefix = "";

  @Option(names = "--title", paramLabel = "TITLE", description = "Of the document of AsyncAPI.")
  private String title = "Events";

  @Option(names = "--version", paramLabel = "VERSION", description = "Of the document of AsyncAPI.")
  private String version = "1.0.0";

  @Mixin
  private JsonOption json = new JsonOption();

  GenerateContracts(SchemaAccess access) {
    super(access);
  }

  @Override
  protected int run(SchemaAccess access, EventSchemas events, Terminal terminal) {
    SortedMap<String, String> files = new TreeMap<>();
    if (format != null) {
      files.putAll(format.files(events, histories(), namespace));
    }
    if (typeScript) {
      files.putAll(Contracts.typeScript(events));
    }
    if (asyncApi) {
      files.put(
          "asyncapi.json", AsyncApiContract.of(title, version, Topics.of(access, events, prefix)));
    }
    if (files.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.USAGE, "nothing is asked for; --format, --asyncapi or --typescript says what");
    }
    write(files);
    report(files, terminal);
    return ExitCode.OK;
  }

  private Map<String, List<EventSchema>> histories() {
    return history == null ? Map.of() : SchemaFiles.read(history).histories();
  }

  private void write(SortedMap<String, String> files) {
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : files.entrySet()) {
        Files.writeString(directory.resolve(file.getKey()), file.getValue());
      }
    } catch (IOException e) {
      throw new CommandFailedException(ExitCode.FAILED, "the contracts cannot be written: " + e);
    }
  }

  private void report(SortedMap<String, String> files, Terminal terminal) {
    if (!json.isAsked()) {
      files.keySet().forEach(it -> terminal.line("%s", directory.resolve(it)));
      return;
    }
    try (JsonOutput out = terminal.json()) {
      out.begin().put("directory", directory).beginArray("files");
      files.keySet().forEach(out::add);
      out.endArray().end();
    }
  }
}
