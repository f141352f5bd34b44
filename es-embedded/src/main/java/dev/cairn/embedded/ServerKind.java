package dev.cairn.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a {@link ServerProcess} has to know of the server that it runs. */
interface ServerKind {

  /** The ports that were asked for. */
  Ports promisedPorts();

  /** The ports that the server listened on last. */
  Ports lastPorts();

  /** Keeps the ports for the next time that the directory is opened. */
  void remember(Ports used);

  /** What runs the server on those ports, and on no others. */
  List<String> command(Ports ports) throws IOException;

  /** Takes out of an environment what would steer the server. */
  void clean(Map<String, String> environment);

  /** Whether the server with that process id takes requests. */
  boolean isReady(long pid);

  /** Whether a server that wrote this log did not start because a port is taken. */
  boolean foundPortTaken(String log);

  /** Whether a server that wrote this log did not start because the last one is not quite gone. */
  boolean foundRemains(String log);

  Duration startTimeout();

  Duration stopTimeout();

  /** The signal that lets the server write everything out. */
  String stopSignal();

  /** The signal that ends a server whose data nobody wants any more. */
  String abandonSignal();
}
