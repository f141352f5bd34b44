package dev.cairn.projection;

import dev.cairn.event.Position;
import dev.cairn.postgres.lease.Lease;
import java.util.List;

/** The tables of a projection as they were at some moment, in a schema of their own, for audits. */
final class AsOf {

  private final Parts parts;
  private final Projection projection;
  private final RebuildListener listener;

  AsOf(Parts parts, Projection projection, RebuildListener listener) {
    this.parts = parts;
    this.projection = projection;
    this.listener = listener;
  }

  /** The name of the schema, which is there only once it is complete. */
  String build(Position position) {
    Position head = parts.store().head();
    if (position.isAfter(head)) {
      throw UnknownProjectionException.without(
          projection.name(), "no state as of position " + position + ": the log ends at " + head);
    }
    String name = GenerationTables.asOf(
        parts.database().schema(), projection.definition().identifier(), position);
    Lease lease = ProjectionOperations.alone(parts, "scratch", projection.name());
    try (LeaseKeeper keeper = new LeaseKeeper(parts, () -> {})) {
      keeper.keep(lease);
      Building scratch = Building.scratch(parts, projection, lease);
      try {
        new Rebuild(parts, List.of(scratch), listener, () -> false).bulk(position);
        parts.database().inTransaction(handle -> {
          GenerationTables.drop(handle, name);
          handle.execute(
              "alter schema " + scratch.feed().generation().schema() + " rename to " + name);
          parts.generations().forget(handle, scratch.feed().generation());
          return null;
        });
        return name;
      } catch (RuntimeException e) {
        scratch.discard();
        throw e;
      }
    }
  }
}
