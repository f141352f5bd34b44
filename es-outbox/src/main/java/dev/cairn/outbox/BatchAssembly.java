package dev.cairn.outbox;

import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.postgres.LogPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Makes batches of what is to be published, and parks what cannot be, together with what follows it in
 * its stream. What is parked is in the database before the batch goes to Kafka, so that an event is in one
 * of the two places whatever is killed in between.
 */
final class BatchAssembly {

  private final RelayLedger ledger;
  private final RelaySettings settings;
  private final Set<String> parkedStreams = new HashSet<>();
  /** Events after the cursor that have been parked, or discarded, already. */
  private final Set<Position> decided = new HashSet<>();
  /** What could have no record, or what Kafka did not take, and why. */
  private final Map<Position, String> refused = new HashMap<>();

  private final Map<UUID, String> refusedMessages = new HashMap<>();

  BatchAssembly(RelayLedger ledger, RelaySettings settings) {
    this.ledger = ledger;
    this.settings = settings;
  }

  /**
   * To be called before going on from a cursor that was read.
   *
   * @throws RelayHaltedException if more streams are parked than may be, for then not all are known here
   */
  void resume(RelayCursor cursor) {
    parkedStreams.clear();
    parkedStreams.addAll(ledger.parkedStreams(settings.maxParkedStreams() + 1));
    if (parkedStreams.size() > settings.maxParkedStreams()) {
      throw ledger.halted(
          Reason.TOO_MANY_PARKED,
          "more than " + settings.maxParkedStreams()
              + " streams are parked already. Allow more (RelaySettings.withMaxParkedStreams), then retry or"
              + " discard what is parked.");
    }
    decided.clear();
    decided.addAll(ledger.decidedAfter(cursor.checkpoint().position()));
    refused.clear();
    refusedMessages.clear();
  }

  int parkedStreams() {
    return parkedStreams.size();
  }

  /** Nothing waits in this stream any more. */
  void unparked(String stream) {
    parkedStreams.remove(stream);
  }

  /** Remembers what cannot be published; the batch is to be assembled again. */
  void refused(Batch batch, PoisonRecordException poison) {
    for (PoisonRecordException.Poison one : poison.poison()) {
      // The record of the cursor comes after all others, and nothing is wrong with it.
      Batch.Entry entry = batch.entries().get(one.index());
      if (entry.event() != null) {
        refused.put(entry.event().position(), one.problem());
      } else {
        refusedMessages.put(entry.id(), one.problem());
      }
    }
  }

  /** The batch of these events and messages, without those that cannot be published now. */
  Batch assemble(LogPage page, List<WaitingMessage> messages, long term) {
    while (true) {
      Draft draft = new Draft();
      page.events().forEach(draft::add);
      messages.forEach(draft::add);
      if (parked(draft)) {
        RelayCursor end = new RelayCursor(page.end(), term, draft.messageIds(), null);
        return new Batch(draft.entries, end);
      }
    }
  }

  /** The batch is where it belongs. */
  void published(Batch batch) {
    if (!decided.isEmpty()) {
      Position end = batch.end().checkpoint().position();
      decided.removeIf(position -> !position.isAfter(end));
    }
    refused.clear();
    refusedMessages.clear();
  }

  /** Whether all that is not in the draft is parked by now; if not, it is to be drafted again. */
  private boolean parked(Draft draft) {
    if (!draft.poisonMessages.isEmpty()) {
      ledger.park(draft.poisonMessages);
    }
    if (draft.poison.isEmpty() && draft.followers.isEmpty()) {
      return true;
    }
    requireBelievable(draft);
    Set<Position> followed = ledger.park(draft.poison, draft.followers);
    draft.poison.keySet().forEach(event -> {
      parkedStreams.add(event.streamText());
      decided.add(event.position());
    });
    boolean all = true;
    for (RecordedEvent follower : draft.followers) {
      if (followed.contains(follower.position())) {
        decided.add(follower.position());
      } else {
        // An operator has discarded what it would have followed.
        parkedStreams.remove(follower.streamText());
        all = false;
      }
    }
    return all;
  }

  private void requireBelievable(Draft draft) {
    int streams = parkedStreams.size() + draft.poison.size();
    if (streams > settings.maxParkedStreams()) {
      String example = draft.poison.values().stream().findFirst().orElse("");
      throw ledger.halted(
          Reason.TOO_MANY_PARKED,
          "more than " + settings.maxParkedStreams() + " streams would be parked, the last because "
              + example
              + ". So many do not fail by themselves: look at the topics, the broker's limits and the routing, then"
              + " retry or discard what is parked.");
    }
  }

  private Outgoing outgoing(RecordedEvent event) {
    String reason = refused.isEmpty() ? null : refused.get(event.position());
    return reason == null ? Outgoing.of(event, settings) : Outgoing.refused(reason);
  }

  /** A first version of a batch, and what is not in it. */
  private final class Draft {

    final List<Batch.Entry> entries = new ArrayList<>();
    final Map<RecordedEvent, String> poison = new HashMap<>();
    final Map<WaitingMessage, String> poisonMessages = new HashMap<>();
    final List<RecordedEvent> followers = new ArrayList<>();
    private final Set<String> poisoned = new HashSet<>();
    private final Set<Route.To> blocked = new HashSet<>();

    void add(RecordedEvent event) {
      if (!decided.isEmpty() && decided.contains(event.position())) {
        return;
      }
      Outgoing outgoing = outgoing(event);
      String refusal = outgoing.refusal();
      if (refusal == null && outgoing.entries().isEmpty()) {
        return;
      }
      if (waits(event.streamText())) {
        followers.add(event);
      } else if (refusal == null) {
        entries.addAll(outgoing.entries());
      } else {
        poison.put(event, refusal);
        poisoned.add(event.streamText());
      }
    }

    private boolean waits(String stream) {
      return (!parkedStreams.isEmpty() && parkedStreams.contains(stream))
          || (!poisoned.isEmpty() && poisoned.contains(stream));
    }

    void add(WaitingMessage message) {
      if (blocked.contains(message.route())) {
        return;
      }
      String reason = refusedMessages.get(message.id());
      if (reason == null) {
        entries.add(Batch.Entry.of(message));
      } else {
        poisonMessages.put(message, reason);
        blocked.add(message.route());
      }
    }

    List<UUID> messageIds() {
      List<UUID> ids = new ArrayList<>();
      for (Batch.Entry entry : entries) {
        if (entry.message() != null) {
          ids.add(entry.message().id());
        }
      }
      return ids;
    }
  }
}
