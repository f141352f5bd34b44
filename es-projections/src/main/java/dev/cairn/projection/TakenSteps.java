package dev.cairn.projection;

import dev.cairn.event.EventIds;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.StreamId;
import dev.cairn.process.Step;
import dev.cairn.projection.CommandTable.Sent;
import dev.cairn.projection.ProcessTables.Kept;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The steps that instances of a process take in one transaction, until they are written. Not thread-safe. */
final class TakenSteps<P> {

  private final ProcessDefinition<P> definition;
  private final ProcessTables tables;
  private final Map<String, Kept> before;
  private final Map<String, Instance<P>> after = new HashMap<>();
  private final Set<String> changed = new HashSet<>();
  private final List<Sent> sent = new ArrayList<>();

  /** An instance in memory. */
  private record Instance<P>(
      @Nullable P state, @Nullable Instant due, @Nullable UUID correlation) {}

  /**
   * What makes an instance take a step.
   *
   * @param id of the event, the refused command, or the deadline: the ids of the commands that follow are made
   *     from it, so that they are the same however often the step is taken
   * @param at when it was, for deadlines
   * @param metadata what is known about it, which the commands pass on
   */
  record Cause(UUID id, Instant at, EventMetadata metadata) {}

  TakenSteps(ProcessDefinition<P> definition, ProcessTables tables, Map<String, Kept> before) {
    this.definition = definition;
    this.tables = tables;
    this.before = before;
  }

  /** What the instance of a key knows; null if there is none. */
  @Nullable
  P state(String key) {
    return instance(key).state;
  }

  private Instance<P> instance(String key) {
    return after.computeIfAbsent(key, none -> {
      Kept kept = before.get(key);
      return kept == null
          ? new Instance<>(null, null, null)
          : new Instance<>(read(kept), kept.due(), kept.correlation());
    });
  }

  private P read(Kept kept) {
    try {
      return definition.model().read(kept.state().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException(
          "What the instance " + kept.key() + " knows is no "
              + definition.model().type().getSimpleName() + " as it is now: " + e.getMessage(),
          e);
    }
  }

  /**
   * The instance of a key takes a step.
   *
   * @throws RuntimeException if it sends what cannot be kept; it has not taken the step then
   */
  void take(String key, Step<P> step, Cause cause) {
    Instance<P> instance = instance(key);
    UUID correlation = correlation(instance, cause);
    List<Sent> commands = new ArrayList<>();
    for (Object command : step.commands()) {
      commands.add(sent(key, command, commands.size(), correlation, cause));
    }
    Instant due =
        switch (step.deadline()) {
          case STAYS -> instance.due;
          case ENDS -> null;
          case IS_SET -> cause.at.plus(step.within().orElseThrow());
        };
    after.put(key, new Instance<>(step.next().orElse(null), due, correlation));
    changed.add(key);
    sent.addAll(commands);
  }

  private static UUID correlation(Instance<?> instance, Cause cause) {
    if (instance.correlation != null) {
      return instance.correlation;
    }
    UUID given = cause.metadata.correlationId();
    return given == null ? cause.id : given;
  }

  private Sent sent(String key, Object command, int index, UUID correlation, Cause cause) {
    StreamId instance = StreamId.of("process", definition.name() + "/" + key);
    EventMetadata metadata = cause
        .metadata
        .withCorrelationId(correlation)
        .withCausationId(cause.id)
        .withCommandId(EventIds.derived(cause.id, instance, index));
    CommandForms forms = definition.forms();
    return new Sent(0, key, forms.nameOf(command), forms.write(command), metadata, 0);
  }

  /** Writes everything down. */
  void write(Handle handle) {
    List<Kept> put = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String key : changed) {
      Instance<P> instance = instance(key);
      if (instance.state != null) {
        put.add(new Kept(key, text(instance.state), instance.due, instance.correlation, 0));
      } else if (before.containsKey(key)) {
        removed.add(key);
      }
    }
    tables.put(handle, put);
    tables.sent().send(handle, sent);
    tables.remove(handle, removed);
  }

  private String text(P state) {
    try {
      return new String(definition.model().write(state), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(
          "The instance " + state + " cannot be kept: " + e.getMessage(), e);
    }
  }
}
