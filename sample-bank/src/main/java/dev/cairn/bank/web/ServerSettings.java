package dev.cairn.bank.web;

import java.time.Clock;
import java.time.ZoneId;

/**
 * How the bank is served.
 *
 * @param host the address to listen on
 * @param port 0 for any that is free
 * @param bodyLimit how many bytes the body of a request may have
 * @param streams how many clients may follow the events at once; each keeps a thread
 * @param clock says which day it is, for commands that do not
 */
public record ServerSettings(String host, int port, int bodyLimit, int streams, Clock clock) {

  private static final ServerSettings DEFAULTS =
      new ServerSettings("127.0.0.1", 8080, 16 * 1024, 64, Clock.system(ZoneId.systemDefault()));

  /** Port 8080 of this machine alone, bodies of up to 16 KiB, and up to 64 streams of events. */
  public static ServerSettings defaults() {
    return DEFAULTS;
  }

  public ServerSettings withHost(String address) {
    return new ServerSettings(address, port, bodyLimit, streams, clock);
  }

  public ServerSettings withPort(int number) {
    return new ServerSettings(host, number, bodyLimit, streams, clock);
  }

  ServerSettings withStreams(int atMost) {
    return new ServerSettings(host, port, bodyLimit, atMost, clock);
  }

  ServerSettings withClock(Clock known) {
    return new ServerSettings(host, port, bodyLimit, streams, known);
  }
}
