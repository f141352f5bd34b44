package dev.cairn.postgres;

import dev.cairn.store.EncodedAppend;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The appends of one chunk of a bulk append. */
final class AppendBuffer {

  private final List<EncodedAppend> appends = new ArrayList<>();
  private int events;
  private long bytes;

  void add(EncodedAppend append) {
    appends.add(append);
    events += append.events().size();
    for (EncodedAppend.Event event : append.events()) {
      bytes += event.payload().length + event.metadata().length;
    }
  }

  List<EncodedAppend> appends() {
    return appends;
  }

  int events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  Set<String> streams() {
    Set<String> streams = new HashSet<>();
    appends.forEach(append -> streams.add(append.stream().toString()));
    return streams;
  }

  List<UUID> ids() {
    List<UUID> ids = new ArrayList<>(events);
    appends.forEach(append -> append.events().forEach(event -> ids.add(event.id())));
    return ids;
  }
}
