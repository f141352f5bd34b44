package dev.cairn.postgres.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GzipMembersTest {

  @TempDir
  private Path directory;

  private static byte[] member(byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    }
    return bytes.toByteArray();
  }

  private GzipMembers open(byte[] bytes) throws IOException {
    return new GzipMembers(Files.write(directory.resolve("file.gz"), bytes));
  }

  private static byte[] rest(GzipMembers members) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] some = new byte[1_000];
    for (int n = members.read(some, 0, 1_000); n > 0; n = members.read(some, 0, 1_000)) {
      all.write(some, 0, n);
    }
    return all.toByteArray();
  }

  @RepeatedTest(5)
  void eachMemberEndsWhereItEnds() throws IOException {
    long seed = Long.getLong("cairn.test.seed", System.nanoTime());
    System.out.println("GzipMembersTest seed " + seed);
    Random random = new Random(seed);
    List<byte[]> contents = new ArrayList<>();
    List<Long> ends = new ArrayList<>();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    for (int i = 0; i < 20; i++) {
      byte[] content = new byte[random.nextInt(i % 5 == 0 ? 200_000 : 50)];
      random.nextBytes(content);
      contents.add(content);
      file.write(member(content));
      ends.add((long) file.size());
    }
    try (GzipMembers members = open(file.toByteArray())) {
      for (int i = 0; i < 20; i++) {
        assertThat(members.next()).isTrue();
        assertThat(rest(members)).isEqualTo(contents.get(i));
        assertThat(members.consumed()).isEqualTo(ends.get(i));
      }
      assertThat(members.next()).isFalse();
    }
  }

  @Test
  void whatIsCutOffIsNotTakenForAnEnd() throws IOException {
    byte[] whole = member(new byte[1_000]);
    for (int length = 1; length < whole.length; length++) {
      try (GzipMembers members = open(Arrays.copyOf(whole, length))) {
        assertThatThrownBy(() -> {
              assertThat(members.next()).isTrue();
              rest(members);
            })
            .as("%d of %d bytes", length, whole.length)
            .isInstanceOf(EOFException.class);
      }
    }
  }

  @Test
  void aWrongChecksumIsNoticed() throws IOException {
    byte[] bytes = member(new byte[] {1, 2, 3});
    bytes[bytes.length - 8] ^= 1;
    try (GzipMembers members = open(bytes)) {
      assertThat(members.next()).isTrue();
      assertThatThrownBy(() -> rest(members)).isInstanceOf(ZipException.class);
    }
  }
}
