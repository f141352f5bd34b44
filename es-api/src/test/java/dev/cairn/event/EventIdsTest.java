package dev.cairn.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class EventIdsTest {

  private static final StreamId STREAM = StreamId.of("account", "a-1");

  @Test
  void anIdIsAUuidOfVersionSevenOfTheTimeItWasMade() {
    long before = System.currentTimeMillis();
    UUID id = EventIds.next();

    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    // The counter below the milliseconds may run ahead a little when ids are made very quickly.
    assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, before + 60_000);
  }

  @Test
  void idsRiseStrictlyOnEveryThreadAndNoneIsMadeTwice() throws Exception {
    int threads = 8;
    int each = 20_000;
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<UUID>>> made = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        made.add(
            executor.submit(() -> Stream.generate(EventIds::next).limit(each).toList()));
      }
      Set<UUID> all = new HashSet<>();
      for (Future<List<UUID>> ids : made) {
        assertRisingStrictly(ids);
        all.addAll(ids.get());
      }
      assertThat(all).hasSize(threads * each);
    } finally {
      executor.shutdownNow();
    }
  }

  private static void assertRisingStrictly(Future<List<UUID>> made)
      throws ExecutionException, InterruptedException {
    List<UUID> ids = made.get();
    for (int i = 1; i < ids.size(); i++) {
      assertThat(ids.get(i)).isGreaterThan(ids.get(i - 1));
      // The text form, and so the index of a database, has the same order.
      assertThat(ids.get(i).toString()).isGreaterThan(ids.get(i - 1).toString());
    }
  }

  @Test
  void anIdMadeLaterOnAnotherThreadIsHigher() throws Exception {
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      UUID last = EventIds.next();
      for (int i = 0; i < 200; i++) {
        UUID next = i % 2 == 0 ? other.submit(EventIds::next).get() : EventIds.next();
        assertThat(next).isGreaterThan(last);
        last = next;
      }
    } finally {
      other.shutdownNow();
    }
  }

  @Test
  void aDerivedIdIsTheSameEveryTime() {
    UUID command = UUID.fromString("0190c8a0-1234-7abc-8def-0123456789ab");

    // A literal, because the ids of commands sent before an upgrade must still be recognised.
    assertThat(EventIds.derived(command, STREAM, 0))
        .hasToString("0190c8a0-1234-7f6b-9be6-30de8fe9b3f6");
    assertThat(EventIds.derived(command, STREAM, 0))
        .isEqualTo(EventIds.derived(UUID.fromString(command.toString()), STREAM, 0));
  }

  @Test
  void derivedIdsAreOfVersionSevenAndKeepTheTimeOfTheCommand() {
    UUID command = EventIds.next();
    UUID derived = EventIds.derived(command, STREAM, 3);

    assertThat(derived.version()).isEqualTo(7);
    assertThat(derived.variant()).isEqualTo(2);
    assertThat(derived.getMostSignificantBits() >>> 16)
        .isEqualTo(command.getMostSignificantBits() >>> 16);
    UUID random = UUID.fromString("d9b2d63d-a233-4123-847a-7b4e2f1c0a55");
    assertThat(EventIds.derived(random, STREAM, 0).version()).isEqualTo(7);
    assertThat(EventIds.derived(random, STREAM, 0).variant()).isEqualTo(2);
  }

  @Test
  void anotherCommandStreamOrIndexDerivesAnotherId() {
    Set<UUID> ids = new HashSet<>();
    List<StreamId> streams = List.of(
        STREAM,
        StreamId.of("account", "a-2"),
        StreamId.of("transfer", "a-1"),
        // The same text but for where the category ends.
        StreamId.of("a", "b:c"),
        StreamId.of("a", "b"));
    int expected = 0;
    for (int command = 0; command < 20; command++) {
      UUID id = EventIds.next();
      for (StreamId stream : streams) {
        for (int index = 0; index < 100; index++) {
          ids.add(EventIds.derived(id, stream, index));
          expected++;
        }
      }
    }
    assertThat(ids).hasSize(expected);
  }
}
