package dev.cairn.store;

import static dev.cairn.codec.upcast.JsonEdit.edit;

import com.fasterxml.jackson.databind.node.LongNode;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.upcast.SplitPart;
import dev.cairn.codec.upcast.Upcaster;
import dev.cairn.codec.upcast.Upcasters;
import dev.cairn.event.EncodedEvent;
import dev.cairn.event.EventCodec;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventRevision;
import dev.cairn.event.EventType;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.Upcasting;
import java.math.BigDecimal;

/** Events as they were once, and as they are today. */
public final class EarlierForms {

  private EarlierForms() {}

  /** What was stored. */
  sealed interface Then {

    @EventType("paid")
    record Paid(String amount) implements Then {}

    @EventType("settled")
    record Settled(String who) implements Then {}

    @EventType("relocated")
    record Relocated(String street, String city) implements Then {}

    @EventType("audited")
    record Audited(int number) implements Then {}

    @EventType("blocked")
    record Blocked(String reason) implements Then {}

    @EventType("begun")
    record Begun(String who) implements Then {}

    @EventType("ended")
    record Ended(String result) implements Then {}
  }

  /** What that is by now. */
  sealed interface Now {

    @EventType(value = "paid", revision = 2)
    record Paid(long cents, String currency) implements Now {}

    @EventType(value = "moved-in", aliases = "settled")
    record MovedIn(String who) implements Now {}

    @EventType("street-changed")
    record StreetChanged(String street) implements Now {}

    @EventType("city-changed")
    record CityChanged(String city) implements Now {}

    @EventType("frozen")
    record Frozen(String reason) implements Now {}

    @EventType("done")
    record Done(String who, String result) implements Now {}
  }

  static final Upcasters UPCASTERS = Upcasters.of(
      Upcaster.change(
          "paid",
          1,
          edit()
              .replace(
                  "amount",
                  amount -> LongNode.valueOf(
                      new BigDecimal(amount.textValue()).movePointRight(2).longValueExact()))
              .rename("amount", "cents")
              .add("currency", "CZK")),
      Upcaster.split(
          "relocated",
          1,
          SplitPart.of("street-changed", 1, edit().keep("street")),
          SplitPart.of("city-changed", 1, edit().keep("city"))
              .when(json -> json.hasNonNull("city"))),
      Upcaster.drop("audited", 1),
      Upcaster.move("blocked", 1, "frozen", 1, edit()),
      Upcaster.merge(
          new EventRevision("begun", 1),
          new EventRevision("ended", 1),
          new EventRevision("done", 1),
          (begun, ended) -> begun.setAll(ended)),
      Upcaster.drop("begun", 1),
      Upcaster.move("ended", 1, "done", 1, edit().add("who", "nobody")));

  static final JacksonEventCodec TODAY =
      JacksonEventCodec.forEvents(Now.class).withUpcasters(UPCASTERS);

  /** Writes events of then as they were written then, and reads all as they are today. */
  static EventCodec codec() {
    EventCodec then = JacksonEventCodec.forEvents(Then.class);
    return new EventCodec() {

      @Override
      public EncodedEvent encode(Object event) {
        return event instanceof Then ? then.encode(event) : TODAY.encode(event);
      }

      @Override
      public Object decode(RecordedEvent event) {
        return TODAY.decode(event);
      }

      @Override
      public Upcasting upcasting() {
        return TODAY.upcasting();
      }

      @Override
      public byte[] encodeMetadata(EventMetadata metadata) {
        return TODAY.encodeMetadata(metadata);
      }

      @Override
      public EventMetadata decodeMetadata(RecordedEvent event) {
        return TODAY.decodeMetadata(event);
      }
    };
  }
}
