package dev.cairn.cli.doctor;

import dev.cairn.cli.command.LogAccess;
import dev.cairn.cli.command.OperatorCommand;
import dev.cairn.cli.command.ProjectionAccess;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code es doctor}, which is a command without a noun. */
public final class DoctorCommands {

  private DoctorCommands() {}

  /**
   * The command.
   *
   * @param projections null if the application has not said which it has: then it is not looked whether
   *     those that run are the ones that it means
   */
  public static OperatorCommand<LogAccess> doctor(
      Supplier<? extends LogAccess> log,
      @Nullable Supplier<? extends ProjectionAccess> projections) {
    if (projections == null) {
      return new Doctor(log.get(), store -> List.of());
    }
    ProjectionAccess access = projections.get();
    return new Doctor(access, access::projections);
  }
}
