package dev.cairn.cli.schema;

import dev.cairn.cli.command.CommandGroup;
import dev.cairn.cli.command.SchemaAccess;
import java.util.function.Supplier;

/** {@code es schema}: the forms of events, and what others are told of them. */
public final class SchemaCommands {

  private SchemaCommands() {}

  public static CommandGroup group(Supplier<? extends SchemaAccess> access) {
    return CommandGroup.named(
            "schema", "Guards the forms of events, and tells other languages what they are.")
        .with(new ExportSchemas(access.get()))
        .with(new CheckSchemas(access.get()))
        .with(new GenerateContracts(access.get()));
  }
}
