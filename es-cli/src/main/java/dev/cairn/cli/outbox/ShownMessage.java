package dev.cairn.cli.outbox;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.cli.command.Terminal;
import dev.cairn.outbox.ParkedMessage;

/** A parked message, for people and for programs. */
final class ShownMessage {

  private ShownMessage() {}

  static void write(ParkedMessage message, JsonOutput out) {
    out.begin()
        .put("id", message.id())
        .put("topic", message.topic())
        .put("key", message.key())
        .put("type", message.type())
        .put("reason", message.reason())
        .put("sentAt", message.sentAt())
        .put("parkedAt", message.parkedAt())
        .put("attempts", message.attempts())
        .put("waiting", message.waiting())
        .end();
  }

  static void print(ParkedMessage message, Terminal terminal) {
    terminal.line(
        "message %s  to %s, key %s, %s, since %s, %d attempts, %,d behind it: %s",
        message.id(),
        message.topic(),
        message.key(),
        message.type(),
        message.parkedAt(),
        message.attempts(),
        message.waiting(),
        message.reason());
  }
}
