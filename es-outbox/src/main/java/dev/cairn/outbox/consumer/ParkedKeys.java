package dev.cairn.outbox.consumer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * The parked keys of one partition in the form in which they travel with its offset: as metadata of the
 * commit, so that both change at once. A key stands there by 64 bits of its SHA-256: two keys of one
 * partition that share them are parked together, which is unlikely and harmless.
 */
final class ParkedKeys {

  /** So many fit into the 4,096 characters that a broker takes by default. */
  static final int LIMIT = 380;

  private static final String PREFIX = "cairn1:";
  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

  private final Set<Long> hashes = new LinkedHashSet<>();

  /** Reads the metadata of a commit; what another program left there says nothing about keys. */
  static ParkedKeys from(String metadata) {
    ParkedKeys keys = new ParkedKeys();
    if (metadata.startsWith(PREFIX)) {
      ByteBuffer bytes =
          ByteBuffer.wrap(Base64.getUrlDecoder().decode(metadata.substring(PREFIX.length())));
      while (bytes.hasRemaining()) {
        keys.hashes.add(bytes.getLong());
      }
    }
    return keys;
  }

  String metadata() {
    if (hashes.isEmpty()) {
      return "";
    }
    ByteBuffer bytes = ByteBuffer.allocate(hashes.size() * Long.BYTES);
    hashes.forEach(bytes::putLong);
    return PREFIX + ENCODER.encodeToString(bytes.array());
  }

  boolean contains(byte[] key) {
    return !hashes.isEmpty() && hashes.contains(hash(key));
  }

  /**
   * Parks one more.
   *
   * @throws TooManyParkedKeysException if there is no room for it
   */
  void add(TopicPartition partition, byte[] key) {
    requireRoomFor(partition, key);
    hashes.add(hash(key));
  }

  void requireRoomFor(TopicPartition partition, byte[] key) {
    if (hashes.size() >= LIMIT && !contains(key)) {
      throw new TooManyParkedKeysException(partition, LIMIT);
    }
  }

  boolean remove(byte[] key) {
    return hashes.remove(hash(key));
  }

  private static long hash(byte[] key) {
    try {
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(key)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
