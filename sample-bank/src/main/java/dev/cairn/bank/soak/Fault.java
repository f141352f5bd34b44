package dev.cairn.bank.soak;

/** What a soak brings about. */
enum Fault {
  RELAY_KILLED("a relay killed"),
  RELAY_FROZEN("a relay stopped past its lease, and woken"),
  PROJECTIONS_KILLED("a process with projections killed"),
  PROJECTIONS_FROZEN("a process with projections stopped past its lease, and woken"),
  BROKER_KILLED("the broker killed, and started again"),
  DATABASE_KILLED("the database killed, and started again"),
  CONNECTIONS_CUT("all connections of the database cut"),
  REBUILT("a read model rebuilt");

  private final String words;

  Fault(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }
}
