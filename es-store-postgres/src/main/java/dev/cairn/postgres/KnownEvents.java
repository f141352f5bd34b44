package dev.cairn.postgres;

import dev.cairn.store.DuplicateEventIdException;
import dev.cairn.store.EncodedAppend;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Tells what of a bulk append is in the log already, by event ids. */
final class KnownEvents {

  private final String query;

  KnownEvents(String schema) {
    this.query = "select id, stream from %s.events where id = any(?)".formatted(schema);
  }

  /**
   * The appends that are not in the log.
   *
   * @throws DuplicateEventIdException if one of them is there in part, or one of its ids belongs to another
   *     event
   */
  AppendBuffer leaveOut(Connection connection, AppendBuffer buffer) throws SQLException {
    Map<UUID, String> streams = streamsOfKnown(connection, buffer);
    refuseSharedIds(buffer);
    AppendBuffer rest = new AppendBuffer();
    for (EncodedAppend append : buffer.appends()) {
      if (append.events().stream().noneMatch(event -> streams.containsKey(event.id()))) {
        rest.add(append);
      } else if (!isThere(append, streams)) {
        throw new DuplicateEventIdException(append.stream(), firstKnown(append, streams));
      }
    }
    return rest;
  }

  private Map<UUID, String> streamsOfKnown(Connection connection, AppendBuffer buffer)
      throws SQLException {
    Map<UUID, String> known = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, BinaryArray.ofUuids(buffer.ids()));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          known.put(row.getObject(1, UUID.class), row.getString(2));
        }
      }
    }
    return known;
  }

  private static boolean isThere(EncodedAppend append, Map<UUID, String> streams) {
    String stream = append.stream().toString();
    return append.events().stream().allMatch(event -> stream.equals(streams.get(event.id())));
  }

  private static void refuseSharedIds(AppendBuffer buffer) {
    Set<UUID> seen = new HashSet<>();
    for (EncodedAppend append : buffer.appends()) {
      for (EncodedAppend.Event event : append.events()) {
        if (!seen.add(event.id())) {
          throw new DuplicateEventIdException(append.stream(), event.id());
        }
      }
    }
  }

  private static UUID firstKnown(EncodedAppend append, Map<UUID, String> streams) {
    return append.events().stream()
        .map(EncodedAppend.Event::id)
        .filter(streams::containsKey)
        .findFirst()
        .orElseThrow();
  }
}
