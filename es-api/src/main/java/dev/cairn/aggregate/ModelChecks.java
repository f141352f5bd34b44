package dev.cairn.aggregate;

import dev.cairn.internal.Names;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What must hold between the methods of an aggregate, where each is right by itself. */
record ModelChecks(
    Class<?> aggregate,
    Map<Class<?>, DecideMethod> decides,
    Map<Class<?>, EvolveMethod> evolves,
    List<String> problems) {

  void run() {
    everyCommandIsDecided();
    everyEventIsEvolved();
    if (!evolves.isEmpty() && evolves.values().stream().noneMatch(EvolveMethod::creates)) {
      problems.add(Names.of(aggregate)
          + " has no static @Evolve, so no event can come first; make the one of the creating event"
          + " static");
    }
    decides.values().forEach(this::fitsItsPlace);
  }

  private void everyCommandIsDecided() {
    Map<Class<?>, String> required = new LinkedHashMap<>();
    for (Class<?> command : decides.keySet()) {
      requireFamilies(command, required);
    }
    for (Map.Entry<Class<?>, String> entry : required.entrySet()) {
      if (!decides.containsKey(entry.getKey())) {
        problems.add(lacking(entry, "@Decide", "a command class"));
      }
    }
  }

  private void everyEventIsEvolved() {
    Map<Class<?>, String> required = new LinkedHashMap<>();
    for (DecideMethod decide : decides.values()) {
      for (Class<?> event : decide.events()) {
        required.putIfAbsent(event, decide.name() + " returns it");
      }
    }
    for (Class<?> event : evolves.keySet()) {
      requireFamilies(event, required);
    }
    Set<Class<?>> events = new LinkedHashSet<>(evolves.keySet());
    for (Map.Entry<Class<?>, String> entry : required.entrySet()) {
      if (!evolves.containsKey(entry.getKey())) {
        problems.add(lacking(entry, "@Evolve", "an event class"));
      }
      if (SealedTypes.isConcrete(entry.getKey())) {
        events.add(entry.getKey());
      }
    }
    EventNames.check(events, problems);
  }

  private void requireFamilies(Class<?> member, Map<Class<?>, String> required) {
    for (Class<?> family : SealedTypes.familiesOf(member, aggregate)) {
      for (Class<?> leaf : SealedTypes.leaves(family)) {
        required.putIfAbsent(leaf, Names.of(family) + " permits it");
      }
    }
  }

  private String lacking(Map.Entry<Class<?>, String> required, String annotation, String kind) {
    String type = Names.of(required.getKey());
    if (!SealedTypes.isConcrete(required.getKey())) {
      return type + " is not " + kind + ", and " + required.getValue()
          + "; seal it, so that what implements it is known, or make it a record";
    }
    return type + " has no " + annotation + " in " + Names.of(aggregate) + ", and "
        + required.getValue() + "; write one";
  }

  /** A creating command must be able to lead to a first event, any other one to a later event. */
  private void fitsItsPlace(DecideMethod decide) {
    if (decide.events().isEmpty() || !evolves.keySet().containsAll(decide.events())) {
      return; // no event, or some are not known how to be evolved, which has been said
    }
    boolean fits = decide.events().stream().anyMatch(event -> creates(event) == decide.creates());
    if (!fits && decide.creates()) {
      problems.add(decide.name() + " is static, and none of its events ("
          + Names.of(decide.events())
          + ") can come first; make the @Evolve of one static, or this @Decide an instance method");
    } else if (!fits) {
      problems.add(decide.name() + " is an instance method, and its events ("
          + Names.of(decide.events())
          + ") come first only; make this @Decide static, or their @Evolve instance methods");
    }
  }

  private boolean creates(Class<?> event) {
    EvolveMethod evolve = evolves.get(event);
    return evolve != null && evolve.creates();
  }
}
