package dev.cairn.cli.events;

import dev.cairn.CairnException;
import dev.cairn.event.EventRevision;
import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Reads stored events as an application would, and counts by form what becomes of them. For one thread. */
final class UpcastSurvey implements Consumer<RecordedEvent> {

  private static final int EXAMPLES = 10;

  private final Map<EventRevision, Form> forms = new TreeMap<>();

  /** What became of the events of one form. */
  static final class Form {

    private final boolean isCurrent;
    private final List<Failure> examples = new ArrayList<>();
    private long stored;
    private long today;
    private long failed;
    private long nanos;

    Form(boolean isCurrent) {
      this.isCurrent = isCurrent;
    }

    /** Whether it is read as it is stored. */
    boolean isCurrent() {
      return isCurrent;
    }

    long stored() {
      return stored;
    }

    /** How many events those are today that can be read. */
    long today() {
      return today;
    }

    long failed() {
      return failed;
    }

    /** The time it took to bring them up to date and to make objects of them. */
    double seconds() {
      return nanos / 1e9;
    }

    List<Failure> examples() {
      return examples;
    }
  }

  /** An event that cannot be read. */
  record Failure(long position, String why) {}

  @Override
  public void accept(RecordedEvent event) {
    Form form = forms.computeIfAbsent(
        new EventRevision(event.type(), event.revision()), none -> new Form(isReadAsStored(event)));
    form.stored++;
    long begun = System.nanoTime();
    try {
      List<RecordedEvent> events = event.upcast();
      events.forEach(RecordedEvent::payload);
      form.today += events.size();
    } catch (CairnException e) {
      form.failed++;
      if (form.examples.size() < EXAMPLES) {
        form.examples.add(new Failure(event.position().value(), String.valueOf(e.getMessage())));
      }
    }
    form.nanos += System.nanoTime() - begun;
  }

  private static boolean isReadAsStored(RecordedEvent event) {
    try {
      List<RecordedEvent> events = event.upcast();
      return events.size() == 1 && events.get(0).equals(event);
    } catch (CairnException e) {
      return false;
    }
  }

  /** In the order of names and revisions. */
  Map<EventRevision, Form> forms() {
    return forms;
  }

  long failed() {
    return forms.values().stream().mapToLong(Form::failed).sum();
  }
}
