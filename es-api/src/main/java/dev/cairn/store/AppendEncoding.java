package dev.cairn.store;

import dev.cairn.InvalidInputException;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.NewEvent;
import dev.cairn.event.StreamId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Checks one call of append and encodes it. The cheap checks come first. */
record AppendEncoding(EventCodec codec, AppendLimits limits) {

  List<EncodedAppend> encode(List<StreamAppend> appends) {
    int events = count(appends);
    // The call that appends one event is by far the most frequent; it needs no sets and no lists.
    if (events == 1) {
      StreamAppend only = appends.get(0);
      EncodedAppend one =
          encoded(only, List.of(encode(only.stream(), only.events().get(0))));
      refuseAbove(limits.maxBytes(), one.bytes());
      return List.of(one);
    }
    refuseSharedStreams(appends);
    refuseSharedIds(appends, events);
    List<EncodedAppend> encoded = new ArrayList<>(appends.size());
    long bytes = 0;
    for (StreamAppend append : appends) {
      EncodedAppend one = encode(append);
      bytes += one.bytes();
      encoded.add(one);
    }
    refuseAbove(limits.maxBytes(), bytes);
    return encoded;
  }

  private static void refuseAbove(int limit, long bytes) {
    if (bytes > limit) {
      throw new InvalidInputException(
          "append",
          "has " + bytes + " bytes; at most " + limit + " are allowed, so split it into several");
    }
  }

  private int count(List<StreamAppend> appends) {
    if (appends.isEmpty()) {
      throw new InvalidInputException("append", "names no stream; it needs at least one");
    }
    int events = 0;
    for (StreamAppend append : appends) {
      if (append.events().isEmpty()) {
        throw new InvalidInputException(
            "append", "to " + append.stream() + " has no events; it needs at least one");
      }
      events += append.events().size();
    }
    if (events > limits.maxEvents()) {
      throw new InvalidInputException(
          "append",
          "has " + events + " events; at most " + limits.maxEvents()
              + " are allowed, so split it into several");
    }
    return events;
  }

  private static void refuseSharedStreams(List<StreamAppend> appends) {
    if (appends.size() == 1) {
      return;
    }
    Set<StreamId> seen = new HashSet<>(appends.size() * 2);
    for (StreamAppend append : appends) {
      if (!seen.add(append.stream())) {
        throw new InvalidInputException(
            "append", "names the stream " + append.stream() + " twice; put its events together");
      }
    }
  }

  private static void refuseSharedIds(List<StreamAppend> appends, int events) {
    Set<UUID> seen = new HashSet<>(events * 2);
    for (StreamAppend append : appends) {
      for (NewEvent event : append.events()) {
        if (!seen.add(event.id())) {
          throw new DuplicateEventIdException(append.stream(), event.id());
        }
      }
    }
  }

  private EncodedAppend encode(StreamAppend append) {
    List<EncodedAppend.Event> events = new ArrayList<>(append.events().size());
    for (NewEvent event : append.events()) {
      events.add(encode(append.stream(), event));
    }
    return encoded(append, events);
  }

  private EncodedAppend.Event encode(StreamId stream, NewEvent event) {
    EncodedEvent encoded = codec.encode(event.payload());
    byte[] metadata = codec.encodeMetadata(event.metadata());
    refuseAbove(limits.maxPayloadBytes(), "payload", encoded.json(), encoded.type(), stream);
    refuseAbove(limits.maxMetadataBytes(), "metadata", metadata, encoded.type(), stream);
    return new EncodedAppend.Event(
        event.id(), encoded.type(), encoded.revision(), encoded.json(), metadata);
  }

  private static void refuseAbove(
      int limit, String subject, byte[] json, String type, StreamId stream) {
    if (json.length > limit) {
      throw new InvalidInputException(
          subject,
          "of a " + type + " for " + stream + " has " + json.length + " bytes; at most " + limit
              + " are allowed");
    }
  }

  private static EncodedAppend encoded(StreamAppend append, List<EncodedAppend.Event> events) {
    return new EncodedAppend(append.stream(), append.expected(), events);
  }
}
