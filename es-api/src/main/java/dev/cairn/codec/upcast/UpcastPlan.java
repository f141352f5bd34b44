package dev.cairn.codec.upcast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.cairn.event.EventRevision;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.UnknownEventRevisionException;
import dev.cairn.event.UpcastingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The ways from every known form of events to those of today. For codecs. Immutable and thread-safe. */
public final class UpcastPlan {

  private final Upcasters upcasters;
  private final Map<String, Integer> current;
  private final Map<String, String> aliases;
  private final Map<EventRevision, EventRevision> merged = new HashMap<>();
  /** What is looked up for every event: the revision with which a type is read as it is stored. */
  private final Map<String, Integer> asStored;
  /** Types that are known, though not by a class of today. */
  private final Set<String> former = new HashSet<>();

  UpcastPlan(Upcasters upcasters, Map<String, Integer> current, Map<String, String> aliases) {
    this.upcasters = upcasters;
    this.current = Map.copyOf(current);
    this.aliases = Map.copyOf(aliases);
    this.asStored = new HashMap<>(current);
    for (Upcaster.Merge merge : upcasters.merges().values()) {
      merged.put(merge.first(), merge.from());
      asStored.remove(merge.first().type());
      asStored.remove(merge.from().type());
      former.add(merge.first().type());
      former.add(merge.from().type());
    }
    upcasters.steps().keySet().forEach(form -> former.add(form.type()));
    former.addAll(aliases.keySet());
    List<String> problems = problems();
    if (!problems.isEmpty()) {
      throw new InvalidUpcastersException(problems);
    }
  }

  private List<String> problems() {
    Set<String> problems = new LinkedHashSet<>();
    for (Upcaster upcaster : upcasters.all()) {
      requireFormer(upcaster.from(), problems, !(upcaster instanceof Upcaster.Merge));
      if (upcaster instanceof Upcaster.Merge merge) {
        requireFormer(merge.first(), problems, false);
        for (EventRevision alone : List.of(merge.first(), merge.from())) {
          if (!isToday(alone) && !upcasters.steps().containsKey(alone)) {
            problems.add(alone + " is read together with another event, and nothing says what it is"
                + " without; add an upcaster from it, such as one that drops it");
          }
        }
      }
      for (EventRevision to : upcaster.to()) {
        if (!isToday(to) && !upcasters.steps().containsKey(to)) {
          problems.add("The upcaster from " + upcaster.from() + " leads to " + to + ", and "
              + whyNotToday(to));
        }
      }
    }
    return List.copyOf(problems);
  }

  private void requireFormer(EventRevision form, Set<String> problems, boolean isStep) {
    Integer now = current.get(form.type());
    String successor = aliases.get(form.type());
    if (successor != null) {
      problems.add("There is an upcaster from " + form + ", and \"" + form.type()
          + "\" is an alias: its events are those of " + successor + "; write it for that");
    } else if (isStep && now != null && form.revision() >= now) {
      problems.add("There is an upcaster from " + form + ", and that is "
          + (form.revision() == now ? "" : "newer than ") + "what its class has today, revision "
          + now + "; raise the revision in its @EventType");
    }
  }

  private String whyNotToday(EventRevision form) {
    Integer now = current.get(form.type());
    return now == null
        ? "no registered class has that type; register one, or add an upcaster from there"
        : "the class of that type has revision " + now + "; add an upcaster from " + form;
  }

  private boolean isToday(EventRevision form) {
    Integer now = current.get(form.type());
    return now != null && now == form.revision();
  }

  /** Whether anything is known of a type. */
  public boolean knows(String type) {
    return current.containsKey(type) || former.contains(type);
  }

  /** Whether events of a form are read as they are stored. */
  public boolean isCurrent(String type, int revision) {
    Integer now = asStored.get(type);
    return now != null && now == revision;
  }

  /** The forms that are read together with the next event, with the form that it has. */
  public Map<EventRevision, EventRevision> merged() {
    return merged;
  }

  /** Where an event goes that is changed and moved only, whatever it holds; empty if that depends. */
  public Optional<EventRevision> onlyChangedTo(RecordedEvent event) {
    EventRevision form = formOf(event);
    while (!isToday(form)) {
      if (!(step(form, event) instanceof Upcaster.Change change)) {
        return Optional.empty();
      }
      form = change.target();
    }
    return Optional.of(form);
  }

  /** One of the events that a stored one is today. */
  public record Draft(EventRevision form, ObjectNode json) {}

  /**
   * What an event is today.
   *
   * @param json its stored payload, which is changed
   * @param neighbour the stored payload of the event with which it is read; null if there is none
   */
  public List<Draft> upcast(RecordedEvent event, ObjectNode json, @Nullable ObjectNode neighbour) {
    EventRevision form = formOf(event);
    List<Draft> today = new ArrayList<>();
    if (neighbour == null) {
      follow(new Draft(form, json), event, today);
    } else if (!merged.containsKey(form)) {
      follow(merged(form, neighbour, json, event), event, today);
    }
    return today;
  }

  private EventRevision formOf(RecordedEvent event) {
    return new EventRevision(aliases.getOrDefault(event.type(), event.type()), event.revision());
  }

  private Draft merged(
      EventRevision second, ObjectNode firstJson, ObjectNode json, RecordedEvent event) {
    Upcaster.Merge merge = upcasters.merges().get(second);
    if (merge == null) {
      throw new IllegalStateException(event + " has a neighbour, and no upcaster merges the two");
    }
    return run(
        event, second, () -> new Draft(merge.target(), merge.merge().merge(firstJson, json)));
  }

  private void follow(Draft draft, RecordedEvent event, List<Draft> today) {
    Draft at = draft;
    while (!isToday(at.form())) {
      Upcaster step = step(at.form(), event);
      if (step instanceof Upcaster.Change change) {
        Draft before = at;
        at = run(
            event, at.form(), () -> new Draft(change.target(), change.edit().apply(before.json())));
      } else if (step instanceof Upcaster.Split split) {
        parts(split, at, event).forEach(part -> follow(part, event, today));
        return;
      } else {
        return;
      }
    }
    today.add(at);
  }

  private static List<Draft> parts(Upcaster.Split split, Draft whole, RecordedEvent event) {
    return run(event, whole.form(), () -> {
      List<Draft> parts = new ArrayList<>();
      for (SplitPart part : split.parts()) {
        if (part.when().test(whole.json())) {
          parts.add(new Draft(part.to(), part.edit().apply(whole.json().deepCopy())));
        }
      }
      return parts;
    });
  }

  private Upcaster step(EventRevision form, RecordedEvent event) {
    Upcaster step = upcasters.steps().get(form);
    if (step == null) {
      throw new UnknownEventRevisionException(event, current.getOrDefault(form.type(), 0));
    }
    return step;
  }

  private interface Step<T> {
    T take();
  }

  private static <T> T run(RecordedEvent event, EventRevision from, Step<T> step) {
    try {
      return step.take();
    } catch (EditException e) {
      throw new UpcastingException(event, from.toString(), e.path(), e.failure());
    } catch (RuntimeException e) {
      throw new UpcastingException(event, from.toString(), "", e);
    }
  }

  /** The names under which events may be stored that are of one of these types today. */
  public Set<String> storedTypes(Set<String> types) {
    Set<String> stored = new LinkedHashSet<>(types);
    boolean more = !types.isEmpty();
    while (more) {
      more = false;
      for (Upcaster upcaster : upcasters.all()) {
        if (upcaster.to().stream().anyMatch(to -> stored.contains(to.type()))) {
          more |= stored.add(upcaster.from().type());
        }
      }
      for (Map.Entry<String, String> alias : aliases.entrySet()) {
        more |= stored.contains(alias.getValue()) && stored.add(alias.getKey());
      }
    }
    return stored;
  }

  /** Why events of a form cannot be read; empty if they can, or are not known here, or are newer. */
  public Optional<String> whyUnreadable(EventRevision stored) {
    EventRevision form =
        new EventRevision(aliases.getOrDefault(stored.type(), stored.type()), stored.revision());
    Integer now = current.get(form.type());
    boolean isNewer = now != null && form.revision() > now;
    if (isToday(form) || isNewer || !knows(form.type()) || upcasters.steps().containsKey(form)) {
      return Optional.empty();
    }
    return Optional.of("There are events of " + stored + ", and no upcaster leads from there"
        + (now == null ? "" : " to revision " + now + ", which the class has today")
        + "; add Upcaster.change(\"" + form.type() + "\", " + form.revision() + ", ...)");
  }
}
