package dev.cairn.outbox.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The settings that the relay makes itself, since its guarantee hangs on them. */
final class RelayKeys {

  private static final Map<String, String> RESERVED = new LinkedHashMap<>();

  static {
    String fencing = "It is fixed per log, so that a new leader fences the old one.";
    String bytes = "Records are bytes that the relay has encoded already.";
    String cursor =
        "The relay reads its cursor by itself, without a group, from where it needs to.";
    RESERVED.put("transactional.id", fencing);
    RESERVED.put(
        "transaction.two.phase.commit.enable",
        "Transactions that never expire would block every read_committed consumer after a crash.");
    RESERVED.put("key.serializer", bytes);
    RESERVED.put("value.serializer", bytes);
    RESERVED.put("key.deserializer", bytes);
    RESERVED.put("value.deserializer", bytes);
    RESERVED.put("enable.auto.commit", cursor);
    RESERVED.put("auto.commit.interval.ms", cursor);
    RESERVED.put("auto.offset.reset", cursor);
    RESERVED.put("group.id", cursor);
    RESERVED.put("group.instance.id", cursor);
    RESERVED.put(
        "isolation.level",
        "The cursor counts only if the transaction that wrote it was committed.");
    RESERVED.put(
        "allow.auto.create.topics",
        "A topic that the broker makes by itself has the broker's defaults, not what is wanted.");
  }

  private RelayKeys() {}

  static boolean isReserved(String key) {
    return RESERVED.containsKey(key);
  }

  /** Why the relay sets it itself, if it does. */
  static Optional<String> reason(String key) {
    return Optional.ofNullable(RESERVED.get(key));
  }
}
