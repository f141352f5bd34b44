package dev.cairn.codec.upcast;

import dev.cairn.event.EventRevision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All the steps by which an application's earlier events become those of today. No form has two ways, and no
 * way leads in a circle. Immutable.
 */
public final class Upcasters {

  private static final Upcasters NONE = new Upcasters(List.of());

  private final List<Upcaster> all;
  private final Map<EventRevision, Upcaster> steps = new LinkedHashMap<>();
  private final Map<EventRevision, Upcaster.Merge> merges = new LinkedHashMap<>();

  private Upcasters(List<Upcaster> all) {
    this.all = List.copyOf(all);
    List<String> problems = new ArrayList<>();
    Set<EventRevision> paired = new HashSet<>();
    for (Upcaster upcaster : all) {
      if (upcaster instanceof Upcaster.Merge merge) {
        boolean isFirst = paired.add(merge.first());
        boolean isSecond = paired.add(merge.from());
        if (!isFirst || !isSecond) {
          problems.add("One of " + merge.first() + " and " + merge.from()
              + " is part of two merges; an event is read together with at most one other");
        }
        merges.put(merge.from(), merge);
      } else if (steps.putIfAbsent(upcaster.from(), upcaster) != null) {
        problems.add("There are two upcasters from " + upcaster.from() + "; there is one way only");
      }
      if (upcaster instanceof Upcaster.Split split && split.parts().isEmpty()) {
        problems.add(split.from() + " is split into nothing; drop it if that is meant");
      }
    }
    for (Upcaster upcaster : all) {
      circle(upcaster.from(), upcaster, new LinkedHashSet<>(), problems);
    }
    if (!problems.isEmpty()) {
      throw new InvalidUpcastersException(problems.stream().distinct().toList());
    }
  }

  private void circle(
      EventRevision from, Upcaster upcaster, Set<EventRevision> path, List<String> problems) {
    path.add(from);
    for (EventRevision next : upcaster.to()) {
      if (path.contains(next)) {
        List<EventRevision> round = new ArrayList<>(path);
        round = round.subList(round.indexOf(next), round.size());
        // Said once, whichever of its members is looked at first.
        if (next.equals(round.stream().min(EventRevision::compareTo).orElseThrow())) {
          problems.add("The upcasters lead in a circle, from " + next + " back to it through "
              + round.get(round.size() - 1));
        }
        continue;
      }
      Upcaster following = steps.get(next);
      if (following != null) {
        circle(next, following, new LinkedHashSet<>(path), problems);
      }
    }
  }

  /** For events that have never changed. */
  public static Upcasters none() {
    return NONE;
  }

  /**
   * These upcasters.
   *
   * @throws InvalidUpcastersException if two are for the same form, or they lead in a circle; it names every
   *     mistake
   */
  public static Upcasters of(Upcaster... upcasters) {
    return new Upcasters(List.of(upcasters));
  }

  /** These and others, such as those of another aggregate. */
  public Upcasters and(Upcasters others) {
    List<Upcaster> both = new ArrayList<>(all);
    both.addAll(others.all);
    return new Upcasters(both);
  }

  /** In the order in which they were given. */
  public List<Upcaster> all() {
    return all;
  }

  Map<EventRevision, Upcaster> steps() {
    return steps;
  }

  /** By the form of the second event. */
  Map<EventRevision, Upcaster.Merge> merges() {
    return merges;
  }

  /**
   * Their ways to the forms of today. For codecs.
   *
   * @param current the revision of each type that there is today
   * @param aliases names of earlier times, each with the one that took its place
   * @throws InvalidUpcastersException if a way ends before today, or goes beyond it; it names every mistake
   */
  public UpcastPlan plan(Map<String, Integer> current, Map<String, String> aliases) {
    return new UpcastPlan(this, current, aliases);
  }
}
