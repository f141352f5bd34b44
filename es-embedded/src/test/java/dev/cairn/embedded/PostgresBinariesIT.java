package dev.cairn.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBinariesIT {

  @TempDir
  Path cache;

  @Test
  void areUnpackedOnceAndWholeByProcessesAndThreadsThatWantThemTogether() throws Exception {
    Path torn = Files.createDirectories(cache.resolve(nameOfTheBinaries() + ".unpacking/bin"));
    Files.writeString(torn.resolve("postgres"), "half");
    try (ChildJvm one = ChildJvm.run(Unpacker.class, cache.toString());
        ChildJvm two = ChildJvm.run(Unpacker.class, cache.toString())) {
      CompletableFuture<Path> here = CompletableFuture.supplyAsync(this::unpack);
      Path directory = unpack();
      assertThat(List.of(one.line(), two.line())).containsOnly(directory + " 3 programs");
      assertThat(here.join()).isEqualTo(directory);
    }
    try (Stream<Path> left = Files.list(cache)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("lock", nameOfTheBinaries());
    }
  }

  @Test
  void namesTheArtifactToAddForAnotherPlatform() {
    boolean arm = Platform.current().name().contains("aarch64");
    Platform other = Platform.of("Linux", arm ? "amd64" : "aarch64", true);
    assertThatThrownBy(() -> PostgresBinaries.unpackedIn(cache, other))
        .isInstanceOf(UnsupportedPlatformException.class)
        .hasMessageContainingAll(other.name(), other.artifact(), "cairn.postgres.url");
  }

  private Path unpack() {
    return PostgresBinaries.unpackedIn(cache, Platform.current()).directory();
  }

  private static String nameOfTheBinaries() {
    return PostgresBinaries.forThisMachine(RootDrop.choose())
        .directory()
        .getFileName()
        .toString();
  }

  /** Unpacks and says at once what it sees. */
  static final class Unpacker {

    private Unpacker() {}

    public static void main(String[] args) throws IOException {
      Path directory =
          PostgresBinaries.unpackedIn(Path.of(args[0]), Platform.current()).directory();
      try (Stream<Path> programs = Files.list(directory.resolve("bin"))) {
        System.out.println(
            directory + " " + programs.filter(Files::isExecutable).count() + " programs");
      }
    }
  }
}
