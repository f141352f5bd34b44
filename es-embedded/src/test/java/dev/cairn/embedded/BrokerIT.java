package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is looked at before the broker starts may have changed when it does. */
class BrokerIT {

  @TempDir
  Path directory;

  private ServerDirectory files = new ServerDirectory(Path.of(""));

  @BeforeEach
  void prepare() throws Exception {
    files = ServerDirectory.make(directory);
    new BrokerData(files).make();
  }

  @Test
  void aPortThatWasTakenMeanwhileIsKnownByItsLog() throws Exception {
    Broker broker = Broker.prepare(files, EmbeddedKafkaOptions.defaults());
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThat(broker.foundPortTaken(logOfFailure(broker, other.getLocalPort())))
          .isTrue();
    }
  }

  @Test
  void dataThatWereOpenedMeanwhileAreKnownByItsLog() throws Exception {
    Broker broker = Broker.prepare(files, EmbeddedKafkaOptions.defaults());
    try (FileChannel channel =
        FileChannel.open(files.data().resolve(".lock"), StandardOpenOption.WRITE)) {
      assertThat(channel.lock().isValid()).isTrue();
      assertThat(broker.foundRemains(logOfFailure(broker, FreePort.choose()))).isTrue();
    }
  }

  private String logOfFailure(Broker broker, int controllerPort) throws Exception {
    Map<String, Integer> ports =
        Map.of("PLAINTEXT", FreePort.choose(), "CONTROLLER", controllerPort);
    ProcessBuilder builder = new ProcessBuilder(broker.command(new Ports(ports)));
    broker.adjust(builder.environment());
    ServerStartException failed = catchThrowableOfType(
        ServerStartException.class, () -> new Tool(files, "ended.").run(builder));
    return failed.logTail();
  }
}
