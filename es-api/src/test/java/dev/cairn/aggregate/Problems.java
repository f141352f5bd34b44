package dev.cairn.aggregate;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;

/** Short ways to the mistakes of a model. */
final class Problems {

  private Problems() {}

  static List<String> of(Class<?> aggregate) {
    return of(() -> AggregateModel.of(aggregate));
  }

  static List<String> of(Runnable reading) {
    return catchThrowableOfType(AggregateModelException.class, reading::run).problems();
  }
}
