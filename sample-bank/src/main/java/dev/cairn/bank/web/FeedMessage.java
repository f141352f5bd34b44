package dev.cairn.bank.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One message of the feed, in the format of server-sent events, made once for all clients.
 *
 * @param position of the event in the log; null if it is none
 */
record FeedMessage(@Nullable Long position, byte[] bytes) {

  static FeedMessage event(EventFeed.Told event) {
    return new FeedMessage(
        event.position(), message("id: " + event.position() + "\nevent: recorded\n", event));
  }

  /** Where the feed begins; whoever reconnects comes back to it. */
  static FeedMessage start(long position) {
    record Start(long position) {}
    return new FeedMessage(
        null, message("retry: 1000\nid: " + position + "\nevent: start\n", new Start(position)));
  }

  /** Has no id: whoever reconnects comes back to the last event. */
  static FeedMessage state(Object state) {
    return new FeedMessage(null, message("event: state\n", state));
  }

  /** JSON has no line ends of its own here, so one line of data is enough. */
  private static byte[] message(String head, Object data) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes("data: ".getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(Json.bytes(data));
    bytes.writeBytes("\n\n".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }
}
