package dev.cairn.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.postgres.LogSchemaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class PostgresSnapshotStoreIT implements SnapshotStoreContract {

  private static final SnapshotLog LOG = SnapshotLog.create();
  private static final AtomicInteger CATEGORIES = new AtomicInteger();

  private final String category = "account" + CATEGORIES.incrementAndGet();

  @AfterAll
  static void close() {
    LOG.close();
  }

  @Override
  public SnapshotStore store() {
    return LOG.table();
  }

  @Override
  public String category() {
    return category;
  }

  @Test
  void manyThatPutTheSameStreamsDoNotHinderEachOther() throws Exception {
    Random random = new Random(7);
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Void>> writers = new ArrayList<>();
      for (int w = 0; w < 4; w++) {
        List<Snapshot> batch = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
          batch.add(snapshot("s" + i, w + 1, "shape", "{}"));
        }
        Collections.shuffle(batch, random);
        SnapshotStore store = LOG.table();
        writers.add(() -> {
          for (int round = 0; round < 10; round++) {
            store.put(batch);
          }
          return null;
        });
      }
      for (Future<Void> writer : pool.invokeAll(writers)) {
        writer.get();
      }
    } finally {
      pool.shutdown();
    }
    assertThat(versions("s0")).contains(4L).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void aTableThatIsMissingIsSaid() {
    try (SnapshotLog other = SnapshotLog.create()) {
      other.execute("drop table @.snapshots");
      assertThatExceptionOfType(LogSchemaException.class)
          .isThrownBy(() -> other.table().newest(stream("a"), NEWEST));
    }
  }

  @Test
  void aRoleWithTheGrantMayDoAllOfIt() {
    LOG.execute("create role snapshot_user");
    SnapshotSchema.grant(LOG.pool(), LOG.schema(), "snapshot_user");
    SnapshotSchema.grant(LOG.pool(), LOG.schema(), "snapshot_user");
    LOG.jdbi().useHandle(handle -> {
      handle.execute("set role snapshot_user");
      handle.execute("delete from " + LOG.schema() + ".snapshots where false");
      handle.execute("select * from " + LOG.schema() + ".snapshots for update");
      handle.execute("reset role");
    });
  }
}
