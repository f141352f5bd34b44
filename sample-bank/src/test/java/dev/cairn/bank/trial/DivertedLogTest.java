package dev.cairn.bank.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where warnings go while faults are wanted, and afterwards. */
final class DivertedLogTest {

  private static final Logger log = LoggerFactory.getLogger(DivertedLogTest.class);

  @TempDir
  private Path directory = Path.of("");

  @Test
  void takesWhatIsLoggedUntilItIsClosed() throws IOException {
    Path file = directory.resolve("made/bank.log");
    try (DivertedLog diverted = DivertedLog.into(file)) {
      assertThat(diverted.file()).isEqualTo(file);
      log.warn("wanted");
    }
    log.warn("(a warning of this test, for everybody to see)");
    assertThat(Files.readString(file))
        .contains("WARN  DivertedLogTest - wanted")
        .doesNotContain("everybody");
  }
}
