package dev.cairn.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TarArchiveTest {

  @TempDir
  Path parent;

  @Test
  void unpacksFilesDirectoriesAndLinks() throws IOException {
    Tar tar = new Tar();
    tar.entry("bin/", '5', 0755, "", "");
    tar.entry("bin/program", '0', 0755, "", "x".repeat(512));
    tar.entry("share/text", '0', 0644, "", "y");
    tar.entry("lib/link", '2', 0777, "../share/text", "");
    Path target = unpack(tar.end());
    assertThat(target.resolve("bin/program")).hasContent("x".repeat(512)).isExecutable();
    assertThat(target.resolve("lib/link")).isSymbolicLink().hasContent("y");
    assertThat(Files.isExecutable(target.resolve("share/text"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"../out", "a/../../out", "/tmp/out"})
  void writesNothingOutsideTheDirectory(String name) {
    byte[] file = new Tar().entry(name, '0', 0644, "", "x").end();
    assertThatThrownBy(() -> unpack(file)).hasMessageContaining(name);
    byte[] link = new Tar().entry("link", '2', 0644, "../" + name, "").end();
    assertThatThrownBy(() -> unpack(link)).hasMessageContaining(name);
    assertThat(parent.resolve("out")).doesNotExist();
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    byte[] longName = new Tar().entry("././@LongLink", 'L', 0644, "", "name").end();
    assertThatThrownBy(() -> unpack(longName)).hasMessageContaining("not expected");
  }

  @Test
  void refusesAnArchiveThatIsCutOff() {
    byte[] whole = new Tar().entry("file", '0', 0644, "", "x".repeat(600)).end();
    assertThatThrownBy(() -> unpack(Arrays.copyOf(whole, 1000))).isInstanceOf(EOFException.class);
  }

  private Path unpack(byte[] archive) throws IOException {
    Path target = Files.createDirectories(parent.resolve("target"));
    new TarArchive(new ByteArrayInputStream(archive)).unpackInto(target);
    return target;
  }

  /** Writes archives as the format says. */
  private static final class Tar {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Tar entry(String name, char type, int mode, String link, String content) {
      byte[] header = new byte[512];
      put(header, 0, name);
      put(header, 100, String.format("%07o", mode));
      put(header, 124, String.format("%011o", content.length()));
      header[156] = (byte) type;
      put(header, 157, link);
      out.writeBytes(header);
      out.writeBytes(Arrays.copyOf(content.getBytes(UTF_8), (content.length() + 511) / 512 * 512));
      return this;
    }

    byte[] end() {
      out.writeBytes(new byte[1024]);
      return out.toByteArray();
    }

    private static void put(byte[] header, int at, String text) {
      byte[] bytes = text.getBytes(UTF_8);
      System.arraycopy(bytes, 0, header, at, bytes.length);
    }
  }
}
