package dev.cairn.embedded;

import java.nio.file.Path;
import java.util.OptionalLong;

/** Another server, of this process or another one, works on the directory. Nothing was changed. */
public final class DirectoryInUseException extends EmbeddedServerException {

  private static final long serialVersionUID = 1L;

  private final transient Path directory;
  private final long holder;

  DirectoryInUseException(Path directory, OptionalLong holder) {
    super("The directory "
        + directory
        + " is in use by "
        + (holder.isPresent() ? "process " + holder.getAsLong() : "a process that left no id")
        + ". Stop that one first, or choose another directory.");
    this.directory = directory;
    this.holder = holder.orElse(-1);
  }

  /** The directory that was asked for. */
  public Path directory() {
    return directory;
  }

  /** The process that holds the directory; empty if it left no id. */
  public OptionalLong holder() {
    return holder < 0 ? OptionalLong.empty() : OptionalLong.of(holder);
  }
}
