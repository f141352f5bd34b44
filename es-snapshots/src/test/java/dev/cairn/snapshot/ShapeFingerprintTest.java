package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ShapeFingerprintTest {

  record Plain(String id, long cents) {}

  record Moved() {
    record Plain(String id, long cents) {}
  }

  record OtherName(String id, long coins) {}

  record OtherType(String id, int cents) {}

  record OtherOrder(long cents, String id) {}

  record Renamed(String id, @JsonProperty("c") long cents) {}

  enum Kind {
    A,
    B
  }

  record WithKind(String id, Kind kind) {}

  record Nested(String id, List<Plain> parts) {}

  record NestedOther(String id, List<OtherType> parts) {}

  record NestedMap(String id, Map<String, Plain[]> parts) {}

  record Tree(String id, List<Tree> children, @Nullable Tree next) {}

  sealed interface Shape {
    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}
  }

  record WithShape(Shape shape) {}

  @Test
  void whatIsWrittenAlikeIsAlike() {
    assertThat(ShapeFingerprint.of(Plain.class))
        .isEqualTo(ShapeFingerprint.of(Moved.Plain.class))
        .matches("[0-9a-f]{32}");
  }

  @Test
  void everyDifferenceIsSeenHoweverDeep() {
    List<Class<?>> different = List.of(
        Plain.class,
        OtherName.class,
        OtherType.class,
        OtherOrder.class,
        Renamed.class,
        WithKind.class,
        Nested.class,
        NestedOther.class,
        NestedMap.class,
        Tree.class,
        WithShape.class,
        Long.class,
        String.class);
    assertThat(different.stream().map(ShapeFingerprint::of)).doesNotHaveDuplicates();
  }

  @Test
  void itIsTheSameEachTime() {
    assertThat(
            Stream.generate(() -> ShapeFingerprint.of(WithShape.class)).limit(5).distinct())
        .hasSize(1);
  }
}
