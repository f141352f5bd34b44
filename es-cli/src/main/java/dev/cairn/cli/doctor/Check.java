package dev.cairn.cli.doctor;

import dev.cairn.postgres.LogDatabase;

/** One thing to look at. It changes nothing. */
interface Check {

  /** One word. */
  String name();

  void look(LogDatabase database, Findings findings);
}
