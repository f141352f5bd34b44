package dev.cairn.postgres.transfer;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over lines. Not thread-safe. */
final class Checksum {

  private final MessageDigest digest;

  Checksum() {
    this(sha256());
  }

  private Checksum(MessageDigest digest) {
    this.digest = digest;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** Lines with their newlines. */
  void add(byte[] lines, int length) {
    digest.update(lines, 0, length);
  }

  /** One line, without its newline. */
  void addLine(byte[] line, int length) {
    digest.update(line, 0, length);
    digest.update((byte) '\n');
  }

  /** As it is now; it can go on. */
  Checksum copy() {
    try {
      return new Checksum((MessageDigest) digest.clone());
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("This SHA-256 cannot be copied", e);
    }
  }

  /** In hexadecimal digits, of all so far; it can go on. */
  String soFar() {
    return HexFormat.of().formatHex(copy().digest.digest());
  }
}
