package dev.cairn.cli.doctor;

import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.OperatorCommand;
import java.util.function.Supplier;

/** {@code es doctor}, which is a command without a noun. */
public final class DoctorCommands {

  private DoctorCommands() {}

  public static OperatorCommand<LogAccess> doctor(Supplier<? extends LogAccess> access) {
    return new Doctor(access.get());
  }
}
