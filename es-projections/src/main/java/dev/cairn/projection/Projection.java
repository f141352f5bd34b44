package dev.cairn.projection;

import dev.cairn.command.Commands;
import dev.cairn.projection.model.ReadModelException;
import dev.cairn.projection.model.ReadModelType;
import java.util.Set;

/** One projection: what keeps a read model, or runs a process. Immutable and thread-safe. */
public final class Projection {

  private final Definition definition;
  private final FailurePolicy policy;

  private Projection(Definition definition, FailurePolicy policy) {
    this.definition = definition;
    this.policy = policy;
  }

  /**
   * The projection that keeps a keyed read model.
   *
   * @param readModel a record with {@link dev.cairn.projection.model.ReadModel}
   * @throws ReadModelException if it cannot work; it names every mistake
   */
  public static Projection keyed(Class<?> readModel) {
    return new Projection(new KeyedDefinition<>(ReadModelType.of(readModel)), FailurePolicy.park());
  }

  /**
   * A projection with SQL of its own.
   *
   * @param projection an object whose class has {@link FreeProjection}; its methods are called by one thread
   *     at a time
   * @throws ReadModelException if it cannot work; it names every mistake
   */
  public static Projection free(Object projection) {
    return new Projection(FreeDefinition.of(projection), FailurePolicy.park());
  }

  /**
   * What runs a process: each event reaches its instances exactly once, and each command that they send is
   * carried out exactly once, whatever is killed when. It begins with the first event of the log.
   *
   * @param process a record with {@link dev.cairn.process.Process}
   * @param commands of the aggregates, over the same log, that decide about what the process sends
   * @throws dev.cairn.process.ProcessModelException if it cannot work; it names every mistake
   */
  public static Projection process(Class<?> process, Commands commands) {
    return new Projection(ProcessDefinition.of(process, commands), FailurePolicy.park());
  }

  /** The same, with another failure policy than to park. */
  public Projection withFailurePolicy(FailurePolicy other) {
    return new Projection(definition, other);
  }

  public String name() {
    return definition.name();
  }

  public int version() {
    return definition.version();
  }

  /** The names under which the events that it handles are stored. */
  public Set<String> eventTypes() {
    return definition.eventTypes();
  }

  /** Whether what it holds can be made again from the log; what a process has done cannot. */
  boolean isRebuildable() {
    return !(definition instanceof ProcessDefinition);
  }

  FailurePolicy policy() {
    return policy;
  }

  Definition definition() {
    return definition;
  }

  @Override
  public String toString() {
    return name() + " version " + version();
  }
}
