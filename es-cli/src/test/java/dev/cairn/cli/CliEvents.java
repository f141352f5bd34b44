package dev.cairn.cli;

import static dev.cairn.codec.upcast.JsonEdit.edit;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EventType;
import dev.cairn.event.StreamId;

/** What the logs of these tests hold. */
final class CliEvents {

  private CliEvents() {}

  sealed interface Event {}

  @EventType("money-deposited")
  record Deposited(long cents, String note) implements Event {}

  @EventType("notice-sent")
  record NoticeSent(String text) implements Event {}

  /** Its first revision had {@code words}. */
  @EventType(value = "greeted", revision = 2)
  record Greeted(String text) implements Event {}

  static JacksonEventCodec codec() {
    return JacksonEventCodec.forEvents(Event.class, Thanks.Given.class)
        .withUpcasters(Upcasters.of(
            Upcaster.change(
                "greeted",
                1,
                edit()
                    .replace(
                        "words", words -> TextNode.valueOf(words.textValue().strip()))
                    .rename("words", "text")),
            Upcaster.drop("coughed", 1)));
  }

  static StreamId account(Object number) {
    return StreamId.of("account", String.valueOf(number));
  }
}
