package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.projection.ProjectionStatus;
import org.jspecify.annotations.Nullable;

/**
 * A projection, as operators look at it.
 *
 * @param rebuildable whether it keeps a read model; otherwise it runs a process
 * @param live whether readers see anything of it
 * @param generation of the tables that readers see
 * @param position up to where it has handled the log
 * @param lagEvents positions between it and the end of the log
 * @param pause why it stands still; null if it does not
 * @param rebuild the last one that this server has begun; null if there was none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProjectionState(
    String name,
    boolean rebuildable,
    boolean live,
    @Nullable Integer generation,
    @Nullable Integer version,
    long position,
    long lagEvents,
    double lagSeconds,
    long parkedKeys,
    @Nullable String runner,
    @Nullable String pause,
    Rebuilds.@Nullable Run rebuild) {

  static ProjectionState of(
      String name,
      boolean rebuildable,
      @Nullable ProjectionStatus status,
      Rebuilds.@Nullable Run rebuild) {
    if (status == null) {
      return new ProjectionState(
          name, rebuildable, false, null, null, 0, 0, 0, 0, null, null, rebuild);
    }
    ProjectionStatus.Built live = status.live();
    ProjectionStatus.Pause pause = status.pause();
    return new ProjectionState(
        name,
        rebuildable,
        live != null,
        live == null ? null : live.generation(),
        live == null ? null : live.version(),
        live == null ? 0 : live.position().value(),
        status.lagEvents(),
        status.lagSeconds(),
        status.parkedKeys(),
        status.runner(),
        pause == null ? null : pause.reason(),
        rebuild);
  }
}
