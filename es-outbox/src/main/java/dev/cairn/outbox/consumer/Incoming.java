package dev.cairn.outbox.consumer;

import dev.cairn.outbox.PublishedEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could be read as an event. */
record Incoming(ConsumerRecord<byte[], byte[]> record, PublishedEvent event) {

  /** Where the consumer goes on after it. */
  long nextOffset() {
    return record.offset() + 1;
  }
}
