package dev.cairn.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.JdbiException;

/** Messages that are sent in the background until it is closed, each in a transaction of its own. */
final class MessageLoad implements AutoCloseable {

  private static final int KEYS = 5;

  private final OutboxLog log;
  private final String topic;
  private final Thread thread = new Thread(this::run, "messages");
  private final List<UUID> acknowledged = new ArrayList<>();
  private final Set<UUID> unclear = new HashSet<>();
  private volatile boolean closing;

  private MessageLoad(OutboxLog log, String topic) {
    this.log = log;
    this.topic = topic;
  }

  static MessageLoad on(OutboxLog log, String topic) {
    MessageLoad load = new MessageLoad(log, topic);
    load.thread.start();
    return load;
  }

  private void run() {
    Outbox outbox = new Outbox(log.schema());
    for (int number = 0; !closing; number++) {
      OutboxMessage message = OutboxMessage.of(topic, "k" + number % KEYS, "noticed", "{}");
      try {
        log.jdbi().useTransaction(handle -> outbox.send(handle, message));
        acknowledged.add(message.id());
      } catch (JdbiException e) {
        // The database is away; whether it has committed before, nobody knows.
        unclear.add(message.id());
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  /** To be called when it is closed and everything is published. */
  void requireOnce(List<PublishedEvent> published) {
    List<UUID> ids = published.stream().map(PublishedEvent::id).toList();
    assertThat(ids).as("messages in Kafka").doesNotHaveDuplicates().containsAll(acknowledged);
    assertThat(ids.stream().filter(id -> !unclear.contains(id)))
        .containsExactlyInAnyOrderElementsOf(acknowledged);
    assertThat(log.number("(select count(*) from @.outbox_messages)")).isZero();
  }

  @Override
  public void close() {
    stop();
  }

  /** Sends no more. */
  void stop() {
    closing = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }
}
