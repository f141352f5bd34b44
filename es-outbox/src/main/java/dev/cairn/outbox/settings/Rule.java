package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Looks at one side of the settings. */
@FunctionalInterface
interface Rule {

  void apply(Checked checked, Consumer<Finding> findings);
}
