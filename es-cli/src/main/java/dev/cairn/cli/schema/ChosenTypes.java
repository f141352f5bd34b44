package dev.cairn.cli.schema;

import dev.cairn.codec.schema.SchemaGuard;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The types that are asked for. */
final class ChosenTypes {

  @Option(
      names = "--type",
      paramLabel = "TYPE",
      description = "This type of events only; may be given several times.")
  private List<String> types = new ArrayList<>();

  SchemaGuard of(SchemaGuard guard) {
    return types.isEmpty() ? guard : guard.of(types.toArray(String[]::new));
  }
}
