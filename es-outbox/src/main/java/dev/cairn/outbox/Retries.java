package dev.cairn.outbox;

import dev.cairn.event.RecordedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what was parked, when somebody has asked for it: stream by stream, in order, up to the first
 * event that fails again. The cursor stays where it is and names what was published with it, so no crash
 * publishes a parked event twice.
 */
final class Retries {

  private static final Logger log = LoggerFactory.getLogger(Retries.class);
  private static final int EVENTS = 500;

  private final RelayParts parts;
  private final RelayLedger ledger;
  private final BatchAssembly assembly;

  Retries(RelayParts parts, RelayLedger ledger, BatchAssembly assembly) {
    this.parts = parts;
    this.ledger = ledger;
    this.assembly = assembly;
  }

  /** Tries every stream that somebody asked for. */
  RelayCursor run(Publisher publisher, RelayCursor cursor) {
    RelayCursor at = cursor;
    for (String stream : ledger.retries()) {
      at = retry(publisher, at, stream);
    }
    return at;
  }

  private RelayCursor retry(Publisher publisher, RelayCursor cursor, String stream) {
    RelayCursor at = cursor;
    while (true) {
      List<UUID> waiting = ledger.waiting(stream, EVENTS);
      if (waiting.isEmpty()) {
        assembly.unparked(stream);
        log.info("Nothing of {} is parked any more", stream);
        return at;
      }
      Attempt attempt = attempt(stream, waiting, at);
      at = attempt.publish(publisher, at);
      String problem = attempt.problem;
      if (problem != null) {
        log.warn("{} stays parked: {}", stream, problem);
        ledger.retryFailed(stream, problem);
        return at;
      }
    }
  }

  private Attempt attempt(String stream, List<UUID> waiting, RelayCursor cursor) {
    Attempt attempt = new Attempt(stream, cursor);
    for (UUID id : waiting) {
      if (!attempt.add(parts.store().find(id), id)) {
        break;
      }
    }
    return attempt;
  }

  /** Some parked events of one stream, up to the first that fails. */
  private final class Attempt {

    private final String stream;
    private final RelayCursor cursor;
    private final List<Batch.Entry> entries = new ArrayList<>();
    private @Nullable RecordedEvent last;
    private @Nullable String problem;

    Attempt(String stream, RelayCursor cursor) {
      this.stream = stream;
      this.cursor = cursor;
    }

    /** Whether the next one may follow. */
    boolean add(Optional<RecordedEvent> found, UUID id) {
      if (found.isEmpty()) {
        problem = "the log has no event " + id;
        return false;
      }
      RecordedEvent event = found.get();
      Outgoing outgoing = Outgoing.of(event, parts.settings());
      problem = outgoing.refusal();
      if (problem != null) {
        return false;
      }
      entries.addAll(outgoing.entries());
      last = event;
      return true;
    }

    RelayCursor publish(Publisher publisher, RelayCursor from) {
      RecordedEvent upTo = last;
      if (upTo == null) {
        return from;
      }
      Batch batch = new Batch(
          entries,
          new RelayCursor(
              cursor.checkpoint(),
              ledger.term(),
              List.of(),
              new RelayCursor.Released(stream, upTo.position())));
      try {
        parts.topics().ensure(Leadership.topicsOf(batch));
        return publisher.publish(batch, from);
      } catch (PoisonRecordException e) {
        return publishBefore(e.poison().get(0), publisher, from);
      }
    }

    private RelayCursor publishBefore(
        PoisonRecordException.Poison poison, Publisher publisher, RelayCursor from) {
      entries.subList(Batch.whole(entries, poison.index()), entries.size()).clear();
      last = entries.isEmpty() ? null : entries.get(entries.size() - 1).event();
      RelayCursor at = publish(publisher, from);
      problem = poison.problem();
      return at;
    }
  }
}
