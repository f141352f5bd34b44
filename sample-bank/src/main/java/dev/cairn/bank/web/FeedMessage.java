package dev.cairn.bank.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** One message of the feed, in the format of server-sent events; made once for all clients. */
final class FeedMessage {

  private final OptionalLong position;
  private final byte[] bytes;

  private FeedMessage(OptionalLong position, String head, Object data) {
    this.position = position;
    this.bytes = message(head, data);
  }

  static FeedMessage event(EventFeed.Told event) {
    return new FeedMessage(
        OptionalLong.of(event.position()),
        "id: " + event.position() + "\nevent: recorded\n",
        event);
  }

  /** Where the feed begins; whoever reconnects comes back to it. */
  static FeedMessage start(long position) {
    record Start(long position) {}
    return new FeedMessage(
        OptionalLong.of(position),
        "retry: 1000\nid: " + position + "\nevent: start\n",
        new Start(position));
  }

  /** Has no id: whoever reconnects comes back to the last event. */
  static FeedMessage state(StateWatch.State state) {
    return new FeedMessage(OptionalLong.empty(), "event: state\n", state);
  }

  /** JSON has no line ends of its own here, so one line of data is enough. */
  private static byte[] message(String head, Object data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((head + "data: ").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(Json.bytes(data));
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  /** Up to where a client has seen the log that has got this; empty if it says nothing about that. */
  OptionalLong position() {
    return position;
  }

  void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
