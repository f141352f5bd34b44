package dev.cairn.store;

import dev.cairn.event.StreamVersion;

/** The condition on a stream under which an append is carried out, checked in its transaction. */
public sealed interface ExpectedVersion {

  /** The stream has exactly this version. */
  record Exactly(StreamVersion version) implements ExpectedVersion {

    @Override
    public boolean allows(StreamVersion current) {
      return current.equals(version);
    }

    @Override
    public String toString() {
      return version.equals(StreamVersion.EMPTY) ? "no events" : "version " + version;
    }
  }

  /** The stream has at least one event. */
  record StreamExists() implements ExpectedVersion {

    private static final StreamExists INSTANCE = new StreamExists();

    @Override
    public boolean allows(StreamVersion current) {
      return current.value() > 0;
    }

    @Override
    public String toString() {
      return "at least one event";
    }
  }

  /** Whatever the version is. */
  record Any() implements ExpectedVersion {

    private static final Any INSTANCE = new Any();

    @Override
    public boolean allows(StreamVersion current) {
      return true;
    }

    @Override
    public String toString() {
      return "any version";
    }
  }

  /** Whether an append may follow the given version. */
  boolean allows(StreamVersion current);

  /** The stream has no events yet. */
  static ExpectedVersion noStream() {
    return new Exactly(StreamVersion.EMPTY);
  }

  static ExpectedVersion exactly(StreamVersion version) {
    return new Exactly(version);
  }

  static ExpectedVersion exactly(long version) {
    return new Exactly(new StreamVersion(version));
  }

  static ExpectedVersion streamExists() {
    return StreamExists.INSTANCE;
  }

  static ExpectedVersion any() {
    return Any.INSTANCE;
  }
}
