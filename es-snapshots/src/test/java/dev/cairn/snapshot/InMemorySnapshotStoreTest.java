package dev.cairn.snapshot;

final class InMemorySnapshotStoreTest implements SnapshotStoreContract {

  private final SnapshotStore store = new InMemorySnapshotStore();

  @Override
  public SnapshotStore store() {
    return store;
  }

  @Override
  public String category() {
    return "account";
  }
}
