package dev.cairn.postgres;

import dev.cairn.CairnException;
import dev.cairn.store.AppendResult;
import dev.cairn.store.EncodedAppend;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one caller wants appended atomically, and what became of it. Filled by the thread that carries
 * the commit and read by the caller, who see each other's writes through {@link GroupCommit}.
 */
final class AppendUnit {

  private final List<EncodedAppend> appends;
  private final int events;
  private final long bytes;
  private final long arrived = System.nanoTime();
  private @Nullable List<AppendResult> results;
  private @Nullable CairnException failure;

  AppendUnit(List<EncodedAppend> appends) {
    this.appends = appends;
    int count = 0;
    long size = 0;
    for (EncodedAppend append : appends) {
      count += append.events().size();
      for (EncodedAppend.Event event : append.events()) {
        size += event.payload().length + event.metadata().length;
      }
    }
    this.events = count;
    this.bytes = size;
  }

  List<EncodedAppend> appends() {
    return appends;
  }

  int events() {
    return events;
  }

  long bytes() {
    return bytes;
  }

  boolean hasWaited(Duration time) {
    return System.nanoTime() - arrived >= time.toNanos();
  }

  void succeeded(List<AppendResult> all) {
    results = all;
  }

  void failed(CairnException e) {
    failure = e;
  }

  @Nullable
  CairnException failure() {
    return failure;
  }

  boolean isDecided() {
    return results != null || failure != null;
  }

  List<AppendResult> result() {
    if (failure != null) {
      throw failure;
    }
    if (results == null) {
      throw new IllegalStateException("The append is not decided yet");
    }
    return results;
  }
}
