package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class BrokerDefaultsIT {

  private static final EmbeddedKafka KAFKA = SecuredKafka.RUNNING;

  @Test
  void listensForThisMachineOnly() throws SocketException {
    List<InetAddress> addresses = NetworkInterface.networkInterfaces()
        .flatMap(NetworkInterface::inetAddresses)
        .filter(address -> !address.isLoopbackAddress())
        .toList();
    for (InetAddress address : addresses) {
      assertThatThrownBy(() -> new Socket(address, KAFKA.port()).close())
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void makesNoTopicBecauseAProducerNamesIt() {
    Map<String, Object> impatient = new HashMap<>(KAFKA.clientSettings());
    impatient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(impatient, new StringSerializer(), new StringSerializer())) {
      assertThatThrownBy(() -> producer.partitionsFor("named"))
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("named");
    }
  }

  @Test
  void goesByTheSettingsThatItWasGiven() {
    Records.createTopic(KAFKA.clientSettings(), "small");
    assertThatThrownBy(() -> Records.commit(KAFKA.clientSettings(), "small", "x".repeat(3000)))
        .hasRootCauseInstanceOf(RecordTooLargeException.class);
  }
}
