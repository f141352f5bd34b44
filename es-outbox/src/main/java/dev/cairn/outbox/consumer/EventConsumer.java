package dev.cairn.outbox.consumer;

import dev.cairn.InvalidInputException;
import dev.cairn.outbox.UnreadableRecordException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.KafkaException;

/**
 * A member of a group of consumers that handles what the relay has published: every event of a committed
 * transaction, those of a partition one after the other in their order, and so those of a stream.
 *
 * <p>How often an event is handled when processes die is said by the {@link Delivery}. An event that fails
 * is tried again after a {@link Retries} while its partition waits; what happens then is said by the
 * {@link FailurePolicy}.
 *
 * <p>One thread does it all: it polls, calls the handler, and commits. More speed comes from more members,
 * in this process or another, up to one for each partition. Between two polls it works for half a second at most, plus
 * the one event that it has begun; so the group takes it for dead only if a single call of the handler exceeds
 * {@code max.poll.interval.ms}. Of each partition it holds the records of one fetch at most
 * ({@code max.poll.records}, {@code max.partition.fetch.bytes}), and fetches more when they are done.
 *
 * <p>A broker or a database that is away ends nothing: the consumer waits and goes on. All methods may be
 * called by any thread.
 */
public final class EventConsumer implements AutoCloseable {

  private final String group;
  private final ConsumerParts parts;
  private final CompletableFuture<Void> outcome = new CompletableFuture<>();
  // Made once: the future remembers every such view until it completes. close() waits for this one,
  // which completes a moment after the future.
  private final CompletionStage<Void> ended = outcome.minimalCompletionStage();
  private final Thread thread;

  private EventConsumer(String group, ConsumerParts parts) {
    this.group = group;
    this.parts = parts;
    this.thread = new Thread(this::run, "cairn-consumer-" + group);
    thread.setDaemon(true);
  }

  /**
   * Starts a member of a group. It joins in the background: a topic that does not exist yet, or a broker that
   * is away, is waited for.
   *
   * @param kafka settings of the Kafka consumer: {@code bootstrap.servers}, security, timeouts. Those that
   *     a promise rests on (isolation, commits, offset reset, deserializers) are set and may not differ. The
   *     producer of dead letters gets those that it knows too.
   * @param group the {@code group.id}; all of its members read the same topics with the same delivery
   * @param topics one or more; a dead-letter topic of this consumer is not among them
   * @param delivery the handler, and how often an event is handled
   * @param settings the rest
   * @return to be closed
   * @throws InvalidInputException if the group or the topics make no sense, or a setting breaks a promise
   * @throws ConsumerRefusedException if Kafka's client does not accept the settings
   */
  public static EventConsumer start(
      Map<String, ?> kafka,
      String group,
      Collection<String> topics,
      Delivery delivery,
      EventConsumerSettings settings) {
    Set<String> read = new LinkedHashSet<>(topics);
    if (group.isBlank()) {
      throw new InvalidInputException("group", "is empty");
    }
    if (read.isEmpty()) {
      throw new InvalidInputException("collection of topics", "is empty");
    }
    ConsumerParts.deadLetterTopics(settings).stream().filter(read::contains).forEach(topic -> {
      throw new InvalidInputException(
          "dead-letter topic", "'" + topic + "' is one of those that are read");
    });
    try {
      ClientProperties properties = new ClientProperties(kafka, group);
      EventConsumer consumer =
          new EventConsumer(group, ConsumerParts.of(properties, group, read, delivery, settings));
      consumer.thread.start();
      return consumer;
    } catch (KafkaException e) {
      throw KafkaErrors.translated(group, e);
    }
  }

  private void run() {
    // The future does the catching: whatever the handler throws, errors too, is seen in ended().
    outcome.completeAsync(
        () -> {
          consume();
          return null;
        },
        Runnable::run);
  }

  private void consume() {
    try (parts) {
      parts.loop().untilItWorks(parts.prepare());
      parts.loop().run();
    } catch (KafkaException e) {
      throw KafkaErrors.translated(group, e);
    } finally {
      parts.releases().end();
    }
  }

  /** The group that it is a member of. */
  public String group() {
    return group;
  }

  /** How far this member is behind, as of a second ago; of a moment before the event that is handled now. */
  public ConsumerLag lag() {
    return parts.lag().lag();
  }

  /** What this member has done. */
  public ConsumerCounts counts() {
    return parts.counts().now();
  }

  /**
   * Has the records of a parked key handled again, from the next one on that is read. To keep its order, handle
   * its dead letters first.
   *
   * @param key the key of the records: for events the id of the stream
   * @return true if it was parked; with offsets in Kafka, in a partition of this member. Completed by the
   *     consumer's thread, exceptionally if the database is away or the consumer has ended.
   */
  public CompletionStage<Boolean> release(String key) {
    return parts.releases().ask(key);
  }

  /**
   * Completes when the consumer has ended: normally after {@link #close()}, or exceptionally with
   * {@link EventNotHandledException}, {@link UnreadableRecordException}, {@link OffsetLostException},
   * {@link OffsetTableException}, {@link TooManyParkedKeysException}, {@link ConsumerRefusedException}, or
   * an {@link Error} that the handler threw. The other members of the group take its partitions over; what ended one may then end the next.
   */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Tells whenever the partitions of {@link #lag} are others than before, on the thread of the consumer. */
  void onPartitions(Runnable listener) {
    parts.lag().onPartitions(listener);
  }

  /**
   * Ends the consumer: lets the handler finish the event in hand, commits, and leaves the group, so that the
   * other members go on at once; only a static member ({@code group.instance.id}) does not leave. Returns when that is so; called by the handler itself, it returns
   * at once. Closing again does nothing.
   */
  @Override
  public void close() {
    parts.loop().end();
    if (Thread.currentThread() != thread) {
      // Waits through interrupts and keeps their flag. A failure shows in ended(), not here.
      ended.handle((nothing, failure) -> true).toCompletableFuture().join();
    }
  }
}
