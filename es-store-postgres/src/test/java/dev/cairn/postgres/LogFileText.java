package dev.cairn.postgres;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The lines of an exported log, read and forged without any of the code that is under test. */
final class LogFileText {

  private LogFileText() {}

  static List<String> lines(Path file) {
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new ArrayList<>(List.of(text.split("\n", -1)).subList(0, count(text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int count(String text) {
    return (int) text.chars().filter(c -> c == '\n').count();
  }

  static void write(Path file, List<String> lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      for (String line : lines) {
        out.write((line + "\n").getBytes(StandardCharsets.ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      Files.write(file, bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the file, and its last line with it, so that its checksum is right again. */
  static void forge(Path file, UnaryOperator<List<String>> change) {
    List<String> lines = lines(file);
    // Latin-1 carries any byte, also those that are no UTF-8.
    lines.replaceAll(
        line -> new String(line.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    List<String> changed = new ArrayList<>(change.apply(lines));
    String last = changed.remove(changed.size() - 1);
    changed.add(last.replaceFirst("\"sha256\":\"\\w+\"", "\"sha256\":\"" + sha256(changed) + "\""));
    write(file, changed);
  }

  static String sha256(List<String> lines) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.ISO_8859_1)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
