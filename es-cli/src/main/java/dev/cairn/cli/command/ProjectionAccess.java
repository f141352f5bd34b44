package dev.cairn.cli.command;

import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projection;
import dev.cairn.projection.ProjectionSettings;
import java.util.List;

/** How an application's commands find its projections, beside its log. */
public interface ProjectionAccess extends LogAccess {

  /** The projections as the application runs them, its processes included, on the log that was opened. */
  List<Projection> projections(PostgresEventStore store);

  /** How they are run; of this, the lease and the memory matter to the commands. */
  default ProjectionSettings projectionSettings() {
    return ProjectionSettings.defaults();
  }
}
