package dev.cairn.store;

import static dev.cairn.store.ContractEvents.noted;
import static dev.cairn.store.ContractEvents.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.cairn.InvalidInputException;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.event.EventEncodingException;
import dev.cairn.event.EventMetadata;
import dev.cairn.event.EventType;
import dev.cairn.event.NewEvent;
import dev.cairn.event.RecordedEvent;
import dev.cairn.event.StreamId;
import dev.cairn.event.UnknownEventTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Input that is hard to carry is stored as it is or refused with a typed error. */
interface HostileInputContract extends StoreUnderTest {

  List<String> HARD_TEXT = List.of(
      "",
      "\u0000",
      "a\u0000b\u0000",
      "\\u0000 \\ \\\\ \\\\u0000 \\x00 \\n",
      "'; drop table events; --",
      "\"quotes\" 'and' `ticks` $$dollars$$ $1 ?",
      "{\"json\": [null]} \\.",
      "\uD83D\uDE00 \uD83C\uDDE9\uD83C\uDDEA \u00e4 a\u0308 \u202e \uFEFF \uFFFF \u2028",
      "\t\n\r\b\f\u001b\u007f\u0085");

  @Test
  default void hardTextInAPayloadComesBackExactly() {
    for (String text : HARD_TEXT) {
      append(ACCOUNT, noted(text));
    }

    assertThat(events(ACCOUNT)).extracting(event -> text(event)).isEqualTo(HARD_TEXT);
    assertThat(log()).extracting(event -> text(event)).isEqualTo(HARD_TEXT);
  }

  @Test
  default void hardTextInMetadataComesBackExactly() {
    for (String text : HARD_TEXT) {
      append(
          ACCOUNT,
          NewEvent.of(
              new ContractEvents.Noted("x"),
              EventMetadata.none().withActor(text).withHeaders(Map.of(text, text))));
    }

    assertThat(events(ACCOUNT)).extracting(event -> event.metadata().actor()).isEqualTo(HARD_TEXT);
    assertThat(events(ACCOUNT))
        .extracting(event -> event.metadata().headers().keySet())
        .isEqualTo(HARD_TEXT.stream().map(Set::of).toList());
  }

  @Test
  default void halfASurrogatePairIsATypedError() {
    for (String half : List.of("\uD83D", "a\uDE00b", "\uDE00\uD83D")) {
      EventMetadata actor = EventMetadata.none().withActor(half);
      EventMetadata header = EventMetadata.none().withHeaders(Map.of(half, "x"));
      assertThatThrownBy(() -> append(ACCOUNT, noted("fine"), noted(half)))
          .isInstanceOf(EventEncodingException.class);
      for (EventMetadata metadata : List.of(actor, header)) {
        assertThatThrownBy(
                () -> append(ACCOUNT, NewEvent.of(new ContractEvents.Noted("x"), metadata)))
            .isInstanceOf(EventEncodingException.class);
      }
      assertThatThrownBy(() -> StreamId.of("account", half))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(log()).isEmpty();
  }

  @Test
  default void hardTextInAStreamIdComesBackExactly() {
    List<StreamId> streams = List.of(
        StreamId.of("account", "'; drop table events; --"),
        StreamId.of("a\"c'c\\ount$1", "\"quotes\" \\ \\\\ %_ {a,b}"),
        StreamId.of("\uD83D\uDE00", "\uD83C\uDDE9:colon:colon"),
        StreamId.of("account", " "),
        StreamId.of("account", "null"),
        StreamId.of("c".repeat(64), "k".repeat(255)),
        StreamId.of("account", "\uFFFF".repeat(255)),
        StreamId.of("account", "x" + "\uD83D\uDE00".repeat(127)));
    for (StreamId stream : streams) {
      append(stream, noted(stream.key()));
    }

    for (StreamId stream : streams) {
      assertThat(events(stream)).hasSize(1).allSatisfy(event -> {
        assertThat(event.stream()).isEqualTo(stream);
        assertThat(text(event)).isEqualTo(stream.key());
      });
    }
    assertThat(log()).extracting(RecordedEvent::stream).isEqualTo(streams);
  }

  @Test
  default void streamIdsThatOnlyLookAlikeAreDifferentStreams() {
    List<StreamId> streams = List.of(
        StreamId.of("account", "a"),
        StreamId.of("account", "A"),
        StreamId.of("account", "a "),
        StreamId.of("account", " a"),
        StreamId.of("account", "\u00e4"),
        StreamId.of("account", "a\u0308"),
        StreamId.of("account", "account:a"));
    for (StreamId stream : streams) {
      store().append(stream, ExpectedVersion.noStream(), List.of(noted("only")));
    }

    assertThat(streams).allSatisfy(stream -> assertThat(events(stream)).hasSize(1));
  }

  @Test
  default void tooLongAndUnprintableStreamIdsAreRefused() {
    for (String key : List.of("", "k".repeat(256), "k".repeat(10_000), "a\u0000b", "a\nb")) {
      assertThatThrownBy(() -> append(StreamId.of("account", key), noted("never")))
          .isInstanceOf(InvalidInputException.class);
    }
    assertThat(log()).isEmpty();
  }

  @Test
  default void aHardTypeNameIsStoredAndCanBeFilteredBy() {
    append(ACCOUNT, noted("before"), NewEvent.of(new ContractEvents.Quoted()), noted("after"));

    assertThat(events(LogRead.all().withFilter(EventFilter.types(ContractEvents.HOSTILE_TYPE))))
        .extracting(RecordedEvent::payload)
        .containsExactly(new ContractEvents.Quoted());
  }

  @Test
  default void aFilterWithHardTextMatchesItselfAndNothingElse() {
    StreamId plain = StreamId.of("axb", "1");
    StreamId wild = StreamId.of("a_b%'\\", "1");
    append(plain, noted("plain"));
    append(wild, noted("wild"));

    assertThat(events(LogRead.all().withFilter(EventFilter.categories("a_b%'\\"))))
        .extracting(RecordedEvent::stream)
        .containsExactly(wild);
    for (String name : List.of("a_b", "%", "'", "\\", "axb:1", "a_b%'\\:1", "", "{}", "null")) {
      assertThat(events(LogRead.all().withFilter(EventFilter.categories(name)))).isEmpty();
      assertThat(events(LogRead.all().withFilter(EventFilter.types(name)))).isEmpty();
    }
  }

  @Test
  default void aFilterThatNoEventCanPassIsRefused() {
    for (String name : List.of("\u0000", "account\u0000", "a\nb", "\uD83D")) {
      assertThatThrownBy(() -> EventFilter.types("noted", name))
          .isInstanceOf(InvalidInputException.class);
      assertThatThrownBy(() -> EventFilter.categories(name))
          .isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  default void anEventOfAClassTheCodecDoesNotKnowIsRefused() {
    @EventType("stranger")
    record Stranger() {}

    assertThatThrownBy(() -> append(ACCOUNT, noted("fine"), NewEvent.of(new Stranger())))
        .isInstanceOf(EventEncodingException.class)
        .hasMessageContaining(Stranger.class.getName());
    assertThat(log()).isEmpty();
  }

  @Test
  default void anUnknownEventTypeIsATypedErrorWithItsTypeAndPosition() {
    OddCodec forgetful = new OddCodec(
        ContractEvents.codec(), JacksonEventCodec.forEvents(ContractEvents.Noted.class));
    try (EventStore forgetting = anotherStore(forgetful)) {
      AppendResult result =
          forgetting.append(ACCOUNT, ExpectedVersion.any(), ContractEvents.counted(1, 1));
      List<RecordedEvent> events = new ArrayList<>();
      forgetting.readLog(LogRead.all(), events::add);

      RecordedEvent event = events.get(0);
      assertThat(event.type()).isEqualTo("counted");
      assertThatThrownBy(event::payload)
          .hasMessageContaining("counted")
          .asInstanceOf(type(UnknownEventTypeException.class))
          .satisfies(unknown -> {
            assertThat(unknown.type()).isEqualTo("counted");
            assertThat(unknown.position()).isEqualTo(result.position());
          });
    }
  }
}
