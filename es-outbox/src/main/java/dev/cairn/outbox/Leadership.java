package dev.cairn.outbox;

import dev.cairn.outbox.RelayHaltedException.Reason;
import dev.cairn.postgres.LogFollower;
import dev.cairn.postgres.LogPage;
import dev.cairn.postgres.LogRejectedException;
import dev.cairn.postgres.LogSchemaException;
import dev.cairn.postgres.LogUnavailableException;
import dev.cairn.store.CheckpointAheadException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The work of the one relay that leads, for one term: it goes through the log once, from the cursor on.
 * When anything fails, the publisher is thrown away and the next one begins from the cursor again; nothing
 * is skipped and nothing continued.
 */
final class Leadership {

  private static final Logger log = LoggerFactory.getLogger(Leadership.class);
  private static final int MESSAGES = 500;
  /** How long an announcement that got lost may cost, beside what the heartbeat sees. */
  private static final Duration QUIET = Duration.ofSeconds(10);
  /** How long a cursor that only passed events that are not published may stay unwritten. */
  private static final Duration UNWRITTEN = Duration.ofSeconds(1);

  private final RelayParts parts;
  private final RelayLedger ledger;
  private final RelayProgress progress;
  private final Heartbeat heartbeat;
  private final Supplier<Publisher> publishers;
  private final BatchAssembly assembly;
  private final Retries retries;
  private final Topics topics;
  private final LogFollower follower;
  private final Backoff backoff = new Backoff();
  private long cursorWrittenAt = System.nanoTime();

  Leadership(
      RelayParts parts,
      RelayLedger ledger,
      RelayProgress progress,
      Heartbeat heartbeat,
      Supplier<Publisher> publishers) {
    this.parts = parts;
    this.ledger = ledger;
    this.progress = progress;
    this.heartbeat = heartbeat;
    this.publishers = publishers;
    this.topics = parts.topics();
    this.follower = parts.follower();
    this.assembly = new BatchAssembly(ledger, parts.settings());
    this.retries = new Retries(parts, ledger, assembly);
  }

  /**
   * Publishes until the relay is closed or another one leads.
   *
   * @throws RelayHaltedException if it cannot go on without a decision
   */
  void run() throws InterruptedException {
    while (!isOver()) {
      try (Publisher publisher = publishers.get();
          ReadAhead pages = new ReadAhead(follower)) {
        RelayCursor cursor = publisher.begin();
        assembly.resume(cursor);
        progress.begins(cursor.checkpoint());
        log.info(
            "The relay '{}' publishes from position {} on, in term {}",
            parts.settings().name(),
            cursor.checkpoint().position(),
            ledger.term());
        publishAll(publisher, pages, cursor);
      } catch (InterruptException e) {
        throw interrupted(e);
      } catch (KafkaException | LogUnavailableException e) {
        failed(e);
      } catch (ValuesUnavailableException e) {
        requireNotInterrupted(e);
        failed(e);
      } catch (CheckpointAheadException e) {
        throw new RelayHaltedException(
            parts.settings().name(), Reason.LOG_WENT_BACK, wentBack(e), e);
      } catch (LogSchemaException | LogRejectedException e) {
        throw RelayHaltedException.refusedByDatabase(parts.settings().name(), e);
      }
    }
  }

  private boolean isOver() {
    return parts.stop().isRequested() || heartbeat.isLost();
  }

  private void publishAll(Publisher publisher, ReadAhead pages, RelayCursor begin)
      throws InterruptedException {
    RelayCursor cursor = begin;
    while (!isOver()) {
      long heard = follower.heard();
      // The page comes first: with it, it is certain that the log has not gone back. A log that has
      // may ask for what was published long ago.
      LogPage page = pages.page(cursor.checkpoint());
      pages.begin(page);
      if (progress.takeRetries()) {
        cursor = retries.run(publisher, cursor);
      }
      List<WaitingMessage> messages = ledger.messages(MESSAGES);
      if (isWorthPublishing(page, messages)) {
        cursor = publish(publisher, page, messages, cursor);
      } else {
        cursor = RelayCursor.at(page.end(), ledger.term());
      }
      progress.parked(assembly.parkedStreams());
      if (page.isLast() && messages.size() < MESSAGES) {
        awaitMore(heard, cursor);
      }
    }
  }

  private boolean isWorthPublishing(LogPage page, List<WaitingMessage> messages) {
    return !page.events().isEmpty()
        || !messages.isEmpty()
        || (page.end().position().isAfter(progress.checkpoint().position())
            && System.nanoTime() - cursorWrittenAt > UNWRITTEN.toNanos());
  }

  private RelayCursor publish(
      Publisher publisher, LogPage page, List<WaitingMessage> waiting, RelayCursor from) {
    List<WaitingMessage> messages = waiting;
    while (true) {
      Batch batch = assembly.assemble(page, messages, ledger.term());
      topics.ensure(topicsOf(batch));
      try {
        RelayCursor end = publisher.publish(batch, from);
        assembly.published(batch);
        progress.published(end.checkpoint(), batch.entries().size());
        cursorWrittenAt = System.nanoTime();
        backoff.reset();
        return end;
      } catch (PoisonRecordException e) {
        log.warn("Some records cannot be published and are parked: {}", e.getMessage());
        assembly.refused(batch, e);
        messages = ledger.messages(MESSAGES);
      }
    }
  }

  static Set<String> topicsOf(Batch batch) {
    Set<String> names = new HashSet<>();
    batch.entries().forEach(entry -> names.add(entry.route().topic()));
    return names;
  }

  private void awaitMore(long heard, RelayCursor cursor) throws InterruptedException {
    Duration unannounced = follower.pollInterval();
    boolean announced = unannounced.compareTo(UNWRITTEN) >= 0;
    boolean unwritten = !cursor.checkpoint().equals(progress.checkpoint());
    Duration atMost = !announced ? unannounced : unwritten ? UNWRITTEN : QUIET;
    follower.awaitMore(heard, atMost, () -> isOver() || progress.hasWork());
    if (!parts.settings().linger().isZero() && !isOver()) {
      parts.stop().pause(parts.settings().linger());
    }
  }

  private void failed(RuntimeException failure) throws InterruptedException {
    progress.waits();
    if (isOver()) {
      return;
    }
    if (failure.getCause() instanceof ConfigException) {
      throw halted(Reason.SETTINGS, failure);
    }
    topics.forget();
    Duration pause = backoff.next();
    log.warn(
        "The relay '{}' could not publish (failure {} in a row), and begins again from its cursor in {} ms: {}",
        parts.settings().name(),
        backoff.failures(),
        pause.toMillis(),
        described(failure));
    log.debug("This is why it begins again", failure);
    report(failure);
    parts.stop().pause(pause);
  }

  /** Also tells whether another one leads, which is what it mostly means when a producer is fenced. */
  private void report(RuntimeException failure) {
    try {
      ledger.failed("waiting", described(failure));
    } catch (LogUnavailableException e) {
      log.debug("The failure could not be written down", e);
    }
  }

  /** With its cause: Kafka's client says of itself only that it is in an error state. */
  private static String described(RuntimeException failure) {
    Throwable cause = failure.getCause();
    return cause == null ? failure.toString() : failure + " (" + cause + ")";
  }

  private static InterruptedException interrupted(InterruptException e) {
    InterruptedException interrupted = new InterruptedException("Interrupted in Kafka's client");
    interrupted.initCause(e);
    // The client has set the flag again; the exception takes its place.
    Thread.interrupted();
    return interrupted;
  }

  /** Whoever waits for what values need is interrupted by {@link OutboxRelay#close}, as Kafka's client is. */
  private static void requireNotInterrupted(ValuesUnavailableException e)
      throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted =
          new InterruptedException("Interrupted while writing values");
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private static String wentBack(CheckpointAheadException ahead) {
    return "events up to position " + ahead.checkpoint().position()
        + " have been published, and the log " + ahead.log()
        + " does not have them all: it was restored to an earlier moment, or is another log. Nothing is published"
        + " until you choose: (1) connect it to the log that it has published; (2) leave out what there is, and go"
        + " on with what is appended from now on: CursorReset.toHead; (3) publish what follows a position that you"
        + " choose, best the last one that the log and Kafka share: CursorReset.to; (4) publish what follows the"
        + " position that was recorded before the moment of the restore, accepting that some of it may come"
        + " twice: CursorReset.toRecorded. Consumers have seen events that the log has lost; tell them.";
  }

  private RelayHaltedException halted(Reason reason, RuntimeException cause) {
    return new RelayHaltedException(
        parts.settings().name(), reason, String.valueOf(cause.getMessage()), cause);
  }
}
