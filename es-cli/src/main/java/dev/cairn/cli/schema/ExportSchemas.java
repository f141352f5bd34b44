package dev.cairn.cli.schema;

import dev.cairn.cli.command.DryRunOption;
import dev.cairn.cli.command.ExitCode;
import dev.cairn.cli.command.JsonOption;
import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.cli.command.SchemaCommand;
import dev.cairn.cli.command.Terminal;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.codec.schema.SchemaGuard;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code es schema export}. */
@Command(
    name = "export",
    description = {
      "Writes the form that each event has in the code, as JSON Schema 2020-12, to files that are committed with"
          + " the code.",
      "A form that changes gets a file of its own beside those before, which stay: 'schema check' compares with"
          + " them. It does not ask whether the change is compatible."
    },
    footer = {
      "%nExamples:",
      "  ${COMMAND-FULL-NAME} events",
      "  ${COMMAND-FULL-NAME} events --dry-run               which types would get a new file",
      "  ${COMMAND-FULL-NAME} events --replace --type money-deposited     its last form was never in use"
    })
final class ExportSchemas extends SchemaCommand {

  @Parameters(paramLabel = "DIR", description = "Where the files are; made if it is not there.")
  private Path directory = Path.of("");

  @Option(
      names = "--replace",
      description = "Write over the last form of the same revision, which no log holds.")
  private boolean replace;

  @Mixin
  private ChosenTypes types = new ChosenTypes();

  @Mixin
  private DryRunOption dryRun = new DryRunOption();

  @Mixin
  private JsonOption json = new JsonOption();

  ExportSchemas(SchemaAccess access) {
    super(access);
  }

  @Override
  protected int run(SchemaAccess access, EventSchemas events, Terminal terminal) {
    SchemaGuard guard = types.of(events.in(directory));
    List<String> written =
        dryRun.isAsked() ? guard.uncommitted() : replace ? guard.replace() : guard.export();
    if (json.isAsked()) {
      try (JsonOutput out = terminal.json()) {
        out.begin().put("directory", directory).put("dryRun", dryRun.isAsked());
        out.beginArray("types");
        written.forEach(out::add);
        out.endArray().end();
      }
    } else if (written.isEmpty()) {
      terminal.line("Every form is in %s already", directory);
    } else {
      written.forEach(
          it -> terminal.line("%s %s", it, dryRun.isAsked() ? "would be written" : "is written"));
    }
    return ExitCode.OK;
  }
}
