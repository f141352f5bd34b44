package dev.cairn.projection;

import dev.cairn.event.RecordedEvent;
import dev.cairn.store.Checkpoint;

/** Brings one generation to a position far ahead. One thread calls it. */
interface Bulk extends AutoCloseable {

  /** How many events are handed on at once. */
  int CHUNK = 1_024;

  /** Takes the next event of the log that the projection handles. */
  void accept(RecordedEvent event);

  /** Whether what it holds is to be written down. */
  boolean isFull();

  /** Writes everything up to a checkpoint down, together with the checkpoint. */
  void flush(Checkpoint end, boolean isLast);

  @Override
  void close();
}
