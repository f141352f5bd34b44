package dev.cairn.store;

import dev.cairn.event.RecordedEvent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.awaitility.Awaitility;

/** What a subscription has handed over so far. */
final class Received implements Consumer<RecordedEvent> {

  static final Duration DEADLINE = Duration.ofMinutes(2);

  private final List<RecordedEvent> events = new CopyOnWriteArrayList<>();

  @Override
  public void accept(RecordedEvent event) {
    events.add(event);
  }

  List<RecordedEvent> events() {
    return List.copyOf(events);
  }

  /** Waits for that many events and returns all there are. */
  List<RecordedEvent> await(int count) {
    Awaitility.await()
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> events.size() >= count);
    return events();
  }
}
