package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.event.EventIds;
import dev.cairn.event.StreamId;
import dev.cairn.event.StreamVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every store of snapshots does; this one keeps the newest two. */
interface SnapshotStoreContract {

  StreamVersion NEWEST = new StreamVersion(Long.MAX_VALUE);

  SnapshotStore store();

  /** A category that no other test uses. */
  String category();

  default StreamId stream(String key) {
    return StreamId.of(category(), key);
  }

  default Snapshot snapshot(String key, long version, String fingerprint, String state) {
    return Snapshot.of(
        stream(key),
        new StreamVersion(version),
        EventIds.next(),
        fingerprint,
        1,
        state.getBytes(StandardCharsets.UTF_8));
  }

  default Snapshot put(String key, long version) {
    Snapshot snapshot = snapshot(key, version, "shape", "{\"v\":" + version + "}");
    store().put(List.of(snapshot));
    return snapshot;
  }

  default List<Long> versions(String key) {
    return store().page(category(), null, 1_000).stream()
        .filter(snapshot -> snapshot.stream().equals(stream(key)))
        .map(snapshot -> snapshot.version().value())
        .toList();
  }

  @Test
  default void whatWasPutIsFound() {
    Snapshot put = put("a:b c", 7);
    assertThat(store().newest(stream("a:b c"), NEWEST)).hasValueSatisfying(found -> {
      assertThat(found).usingRecursiveComparison().isEqualTo(put);
      assertThat(found.isIntact()).isTrue();
    });
    assertThat(store().newest(stream("none"), NEWEST)).isEmpty();
  }

  @Test
  default void theNewestUpToAVersionIsFound() {
    put("a", 10);
    put("a", 20);
    assertThat(store().newest(stream("a"), new StreamVersion(20)))
        .hasValueSatisfying(found -> assertThat(found.version().value()).isEqualTo(20));
    assertThat(store().newest(stream("a"), new StreamVersion(19)))
        .hasValueSatisfying(found -> assertThat(found.version().value()).isEqualTo(10));
    assertThat(store().newest(stream("a"), new StreamVersion(9))).isEmpty();
  }

  @Test
  default void theOldestOfAStreamGo() {
    LongStream.of(10, 20, 30, 40).forEach(version -> put("a", version));
    put("b", 5);
    assertThat(versions("a")).containsExactly(30L, 40L);
    assertThat(versions("b")).containsExactly(5L);
  }

  @Test
  default void anOlderOneDoesNotComeInTheWayOfANewerOne() {
    put("a", 20);
    put("a", 10);
    assertThat(versions("a")).containsExactly(20L);
  }

  @Test
  default void anOlderOneOfAnotherShapeIsKept() {
    put("a", 20);
    store().put(List.of(snapshot("a", 10, "another shape", "{}")));
    assertThat(versions("a")).containsExactly(10L, 20L);
  }

  @Test
  default void oneAtTheSameVersionIsReplaced() {
    put("a", 20);
    Snapshot other = snapshot("a", 20, "another shape", "{\"x\":1}");
    store().put(List.of(other));
    assertThat(store().newest(stream("a"), NEWEST))
        .hasValueSatisfying(found -> assertThat(found.fingerprint()).isEqualTo("another shape"));
  }

  @Test
  default void onlyTheVeryOneIsDiscarded() {
    Snapshot first = put("a", 20);
    Snapshot second = snapshot("a", 20, "shape", "{\"other\":1}");
    store().put(List.of(second));
    store().discard(first);
    assertThat(versions("a")).containsExactly(20L);
    store().discard(second);
    assertThat(versions("a")).isEmpty();
    store().discard(second);
  }

  @Test
  default void manyAreFoundAtOnce() {
    List<Snapshot> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(snapshot("m" + i, i + 1, "shape", "{\"i\":" + i + "}"));
    }
    store().put(many);
    put("m7", 100);
    assertThat(store().newest(List.of(stream("m7"), stream("m499"), stream("none"))))
        .hasSize(2)
        .hasEntrySatisfying(
            stream("m7"), found -> assertThat(found.version().value()).isEqualTo(100))
        .hasEntrySatisfying(
            stream("m499"), found -> assertThat(found.version().value()).isEqualTo(500));
    assertThat(store().newest(List.<StreamId>of())).isEmpty();
  }

  @Test
  default void allOfACategoryAreSeenPageByPage() {
    for (String key : List.of("b", "a", "c")) {
      put(key, 1);
      put(key, 2);
    }
    List<String> seen = new ArrayList<>();
    List<Snapshot> page = store().page(category(), null, 4);
    assertThat(page).hasSize(4);
    page.forEach(snapshot -> seen.add(snapshot.toString()));
    store().page(category(), page.get(3), 4).forEach(snapshot -> seen.add(snapshot.toString()));
    assertThat(seen).hasSize(6).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void aCategoryIsPurgedAndNoOther() {
    put("a", 1);
    put("a", 2);
    put("b", 1);
    Snapshot neighbour = Snapshot.of(
        StreamId.of(category() + "x", "a"),
        StreamVersion.FIRST,
        EventIds.next(),
        "shape",
        1,
        new byte[] {'1'});
    store().put(List.of(neighbour));
    assertThat(store().purge(category())).isEqualTo(3);
    assertThat(store().page(category(), null, 10)).isEmpty();
    assertThat(store().page(category() + "x", null, 10)).hasSize(1);
  }

  @Test
  default void nothingIsPutWithoutHarm() {
    store().put(List.of());
  }
}
