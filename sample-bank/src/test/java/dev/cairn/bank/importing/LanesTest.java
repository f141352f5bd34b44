package dev.cairn.bank.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class LanesTest {

  @Test
  void doEverythingInTheOrderOfEachKey() {
    Map<Integer, List<Integer>> done = new ConcurrentHashMap<>();
    try (Lanes<Integer> lanes = new Lanes<>(
        4,
        item ->
            done.computeIfAbsent(item % 10, key -> new CopyOnWriteArrayList<>()).add(item))) {
      for (int item = 0; item < 10_000; item++) {
        assertThat(lanes.put(item % 10, item)).isTrue();
      }
    }
    assertThat(done).hasSize(10);
    done.values().forEach(items -> assertThat(items).hasSize(1_000).isSorted());
  }

  @Test
  void workSideBySide() {
    CountDownLatch both = new CountDownLatch(2);
    try (Lanes<Integer> lanes = new Lanes<>(2, item -> {
      both.countDown();
      awaitZero(both);
    })) {
      lanes.put(0, 0);
      lanes.put(1, 1);
    }
    assertThat(both.getCount()).isZero();
  }

  @Test
  void stopAtTheFirstFailureAndThrowIt() {
    AtomicInteger done = new AtomicInteger();
    Lanes<Integer> lanes = new Lanes<>(2, item -> {
      if (item == 5) {
        throw new IllegalArgumentException("five");
      }
      done.incrementAndGet();
    });
    try (lanes) {
      boolean alive = true;
      for (int item = 0; alive; item++) {
        alive = lanes.put(0, item);
      }
    }
    assertThat(done).hasValue(5);
    assertThatThrownBy(lanes::throwFailure).hasMessage("five");
  }

  private static void awaitZero(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
