package dev.cairn.store;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.Position;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One totally ordered log of immutable events. Thread-safe.
 *
 * <p>Commit order is position order: whoever has read everything up to a position never later finds
 * an event at or below it.
 */
public interface EventStore extends AutoCloseable {

  /**
   * Appends the events atomically, in order, if the stream is as {@code expected}. Their positions
   * are contiguous.
   *
   * <p>Repeating an append with the same event ids returns the result of the first one and writes
   * nothing, whatever has happened to the stream since.
   *
   * @param events at least one, and as many as the store's {@link AppendLimits} allow
   * @return the stream's new version and the last event's position
   * @throws WrongExpectedVersionException if another writer came first; nothing was written
   * @throws StreamClosedException if the stream was closed; nothing was written
   * @throws DuplicateEventIdException if some of the ids, but not exactly these events of this
   *     stream, are in the log; nothing was written
   * @throws InvalidInputException if there are too few or too many events or one is too large
   */
  default AppendResult append(StreamId stream, ExpectedVersion expected, List<NewEvent> events) {
    return append(List.of(new StreamAppend(stream, expected, events))).get(0);
  }

  /**
   * Appends to several streams in one atomic step: everything or nothing.
   *
   * @param appends at most one for each stream, and altogether as much as the store's {@link AppendLimits} allow
   * @return the results in the order of {@code appends}
   * @throws WrongExpectedVersionException for the first stream that is not as expected
   * @throws StreamClosedException for the first stream that is closed, if it comes before that one
   * @throws DuplicateEventIdException as for one stream; also when only some of the appends are
   *     repeated
   * @throws InvalidInputException as for one stream; also when a stream is named twice
   */
  List<AppendResult> append(List<StreamAppend> appends);

  /**
   * Closes a stream for good: no append comes after it, and there is no way to open it again. Whoever
   * reads or follows the stream notices nothing, and an append of before can still be repeated.
   *
   * <p>Closing it again changes nothing, and returns who closed it first.
   *
   * @param expected what the stream is to be like; {@link ExpectedVersion#any()} for however it is
   * @param by who closes it, for the record
   * @param reason why, for the record
   * @throws WrongExpectedVersionException if the stream is, or was closed, at another version
   * @throws StreamNotFoundException if it has no events
   * @throws InvalidInputException if {@code by} or {@code reason} cannot be recorded, see {@link
   *     ClosedStream}
   */
  ClosedStream closeStream(StreamId stream, ExpectedVersion expected, String by, String reason);

  /** How the stream was closed; empty if it was not. */
  Optional<ClosedStream> closedStream(StreamId stream);

  /**
   * The events of a stream, fetched page by page as the result is consumed. Nothing is held between
   * pages, so the result need not be closed. A stream that does not exist has no events.
   */
  Stream<RecordedEvent> read(StreamRead read);

  /**
   * The version of the last event before the first one of the stream that was recorded after {@code
   * instant}, by the clock of the database. An event recorded at that very instant counts.
   */
  default StreamVersion versionAt(StreamId stream, Instant instant) {
    return read(StreamRead.forward(stream).stored())
        .takeWhile(event -> !event.recordedAt().isAfter(instant))
        .reduce(StreamVersion.EMPTY, (last, event) -> event.version(), (first, second) -> second);
  }

  /** The event with this id, as it is stored, if it is in the log. */
  Optional<RecordedEvent> find(UUID eventId);

  /**
   * Hands every matching event that is in the log when the call begins to {@code reader}, in the order
   * of positions, on the calling thread and in bounded memory. Whatever the reader throws ends the
   * read and reaches the caller.
   *
   * <p>A store on a database keeps a connection, and a statement over part of the log, while the reader
   * runs: a reader that takes long, or appends, had better collect and do so afterwards.
   *
   * @return the position up to which the log has been read, also where the filter let nothing pass
   */
  Position readLog(LogRead read, Consumer<? super RecordedEvent> reader);

  /**
   * Hands every matching event after the checkpoint to {@code handler}, and then those that are
   * appended, on a thread of the subscription. A handler that is slow slows only itself. A handler
   * that throws ends the subscription, see {@link Subscription#ended()}.
   *
   * @param from {@link Checkpoint#START}, or where a reader of this log stopped
   * @throws CheckpointAheadException if the checkpoint does not belong to this log or the log has gone
   *     back to before it
   */
  Subscription subscribe(
      Checkpoint from, EventFilter filter, Consumer<? super RecordedEvent> handler);

  /** The position of the last event, or {@link Position#START}. */
  Position head();

  /** What turns events into their stored text, and back. */
  EventCodec codec();

  /** Which log this is. */
  LogIdentity identity();

  /**
   * Ends the subscriptions and lets go of what the store opened itself. A call that is under way ends
   * normally or with an exception; one that comes later is refused with an {@link
   * IllegalStateException}.
   */
  @Override
  void close();
}
