package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void freePortsAreFoundWhereAnyWillDo() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int taken = other.getLocalPort();
      int free = FreePort.choose();
      Ports wanted = new Ports(Map.of("promised", taken, "last", 0, "lastButTaken", 0, "new", 0));
      Ports completed = wanted.completed(
          new Ports(Map.of("promised", free, "last", free, "lastButTaken", taken)));
      assertThat(completed.of("promised")).isEqualTo(taken);
      assertThat(completed.of("last")).isEqualTo(free);
      assertThat(completed.numbers().values()).doesNotHaveDuplicates().doesNotContain(0);
      assertThat(wanted.taken()).hasValue(taken);
      assertThat(new Ports(Map.of("last", free, "new", 0)).taken()).isEmpty();
    }
  }
}
