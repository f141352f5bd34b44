package dev.cairn.command;

import dev.cairn.CairnException;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** An aggregate was asked for that was not registered. */
public final class UnknownAggregateException extends CairnException {

  private static final long serialVersionUID = 1L;

  private final Class<?> aggregate;
  private final transient List<Class<?>> known;

  UnknownAggregateException(Class<?> aggregate, Collection<Class<?>> known) {
    super("The aggregate " + aggregate.getName()
        + " is not registered; name it where the Commands are made. Registered classes: "
        + known.stream().map(Class::getName).collect(Collectors.toCollection(TreeSet::new)));
    this.aggregate = aggregate;
    this.known = List.copyOf(known);
  }

  public Class<?> aggregate() {
    return aggregate;
  }

  /** The annotated classes that were registered. */
  public List<Class<?>> known() {
    return known;
  }
}
