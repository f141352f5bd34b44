package dev.cairn.projection;

/**
 * How much a process has to do, at one moment.
 *
 * @param instances that are under way
 * @param waiting commands that are not carried out yet
 * @param failing of those, the ones that failed at least once
 */
public record ProcessCounts(long instances, long waiting, long failing) {}
