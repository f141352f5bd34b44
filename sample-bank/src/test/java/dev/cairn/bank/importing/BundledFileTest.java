package dev.cairn.bank.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class BundledFileTest {

  @Test
  void isWhatSyntheticTransactionsWrites() throws IOException {
    try (InputStream content = TransactionFile.bundled().content().open()) {
      assertThat(new String(content.readAllBytes(), StandardCharsets.ISO_8859_1))
          .isEqualToNormalizingNewlines(SyntheticTransactions.bundled());
    }
  }
}
