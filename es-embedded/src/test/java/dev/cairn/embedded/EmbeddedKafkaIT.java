package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

  @TempDir
  Path directory;

  @Test
  void losesNothingThatWasCommittedBeforeItWasKilledOrStopped() {
    String servers;
    try (EmbeddedKafka kafka = EmbeddedKafka.at(directory)) {
      servers = kafka.bootstrapServers();
      Records.createTopic(kafka.clientSettings(), "t");
      Records.commit(kafka.clientSettings(), "t", "1", "2");
      try (KafkaProducer<String, String> open =
          Records.transactionalProducer(kafka.clientSettings(), "t")) {
        open.beginTransaction();
        Records.send(open, "t", "never committed");
        long killed = kafka.pid();
        kafka.kill();
        assertThat(kafka.isRunning()).isFalse();
        assertThat(ProcessHandle.of(killed)).isEmpty();
        kafka.start();
      }
      Records.commit(kafka.clientSettings(), "t", "3");
      assertThat(Records.committed(kafka.clientSettings(), "t")).containsExactly("1", "2", "3");
      assertThat(kafka.bootstrapServers()).isEqualTo(servers);
    }
    try (EmbeddedKafka again = EmbeddedKafka.at(directory)) {
      assertThat(again.bootstrapServers()).isEqualTo(servers);
      assertThat(Records.committed(again.clientSettings(), "t")).containsExactly("1", "2", "3");
    }
  }
}
