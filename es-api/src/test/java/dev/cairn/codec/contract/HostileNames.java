package dev.cairn.codec.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.cairn.codec.JacksonEventCodec;
import dev.cairn.codec.schema.EventSchema;
import dev.cairn.codec.schema.EventSchemas;
import dev.cairn.event.EventType;
import dev.cairn.event.StoredName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names that mean something else in other languages, or cannot be names there. */
final class HostileNames {

  private HostileNames() {}

  enum Constant {
    @JsonProperty("UNSPECIFIED")
    ONE,
    @JsonProperty("")
    TWO,
    @JsonProperty("1 \"quoted\" \\ \u00e4")
    THREE,
    @JsonProperty("null")
    FOUR,
    @JsonProperty("one")
    FIVE,
    @JsonProperty("*/ // \n`${x}`")
    SIX
  }

  sealed interface Value {}

  @StoredName("alternative")
  record First(int oneof) implements Value {}

  @StoredName("a-b c")
  record Second(String message) implements Value {}

  @StoredName("1")
  record Third(List<List<@Nullable Value>> string) implements Value {}

  /** Called like a message that stands for a list. */
  record List_string(int n) {}

  @EventType("9 lives\u00e4/\"*\\`${x}`")
  record Hostile(
      String message,
      String reserved,
      String option,
      String string,
      String syntax,
      String map,
      String repeated,
      String Constant,
      String fooBar,
      String foo_bar,
      @JsonProperty("foo-bar") String dashed,
      @JsonProperty("") String empty,
      @JsonProperty("1st \"quoted\" \\ \u00e4\n") String first,
      @JsonProperty("*/ // `${x}`") String comment,
      Constant constant,
      Map<Constant, @Nullable List<Value>> values,
      @Nullable Map<String, Map<String, byte[]>> maps,
      Value value,
      List<List<String>> lists,
      List_string named) {}

  static EventSchema schema() {
    return EventSchemas.of(JacksonEventCodec.forEvents(Hostile.class))
        .all()
        .iterator()
        .next();
  }
}
