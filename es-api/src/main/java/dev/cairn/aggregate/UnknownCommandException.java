package dev.cairn.aggregate;

import dev.cairn.CairnException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A command that no known aggregate decides about. */
public final class UnknownCommandException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> command;
  private final transient List<Class<?>> known;

  /**
   * @param known the commands that are decided about
   */
  public UnknownCommandException(Class<?> command, Collection<Class<?>> known) {
    super("No aggregate decides about " + command.getName()
        + ". Write a @Decide method for it, or register its aggregate. Known commands: "
        + known.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new)));
    this.command = command;
    this.known = List.copyOf(known);
  }

  /** The class of the command. */
  public Class<?> command() {
    return command;
  }

  /** The commands that are decided about. */
  public List<Class<?>> known() {
    return known;
  }
}
