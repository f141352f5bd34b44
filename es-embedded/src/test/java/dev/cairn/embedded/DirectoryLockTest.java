package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {

  @TempDir
  Path directory;

  @Test
  void oneHolderAtATime() {
    DirectoryLock first = DirectoryLock.take(directory);
    assertThatThrownBy(() -> DirectoryLock.take(directory))
        .isInstanceOf(DirectoryInUseException.class);
    first.close();
    first.close();
    DirectoryLock second = DirectoryLock.take(directory);
    first.close();
    assertThatThrownBy(() -> DirectoryLock.take(directory))
        .isInstanceOf(DirectoryInUseException.class);
    second.close();
  }

  @Test
  void anotherNameOfTheDirectoryIsTheSameDirectory() throws Exception {
    Path link = Files.createSymbolicLink(
        directory.resolveSibling("link-" + directory.getFileName()), directory);
    DirectoryLock held = DirectoryLock.take(directory);
    assertThatThrownBy(() -> DirectoryLock.take(link)).isInstanceOf(DirectoryInUseException.class);
    held.close();
    Files.delete(link);
  }

  @Test
  void oneThatWaitsGetsItWhenItIsFree() {
    DirectoryLock held = DirectoryLock.take(directory);
    CompletableFuture<DirectoryLock> waiting =
        CompletableFuture.supplyAsync(() -> DirectoryLock.await(directory, Duration.ofSeconds(20)));
    assertThatThrownBy(() -> DirectoryLock.await(directory, Duration.ofMillis(50)))
        .isInstanceOf(DirectoryInUseException.class);
    assertThat(waiting).isNotDone();
    held.close();
    waiting.join().close();
  }
}
