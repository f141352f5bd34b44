package dev.cairn.postgres;

import java.time.Duration;

/**
 * A session that holds the lock of the log. What the asking role may not see of another role's session
 * is empty text.
 *
 * @param pid the server process, for {@code pg_terminate_backend}
 * @param state such as {@code idle in transaction}
 * @param waitsFor what the server process waits for, such as {@code ClientRead}, the next statement, or
 *     {@code SyncRep}, a synchronous standby; empty if it is at work
 * @param open how long its transaction has been open; zero if that may not be seen
 */
public record LockHolder(
    int pid, String user, String application, String state, String waitsFor, Duration open) {

  @Override
  public String toString() {
    return "pid " + pid + " (user " + user + ", application '" + application + "', " + state
        + (waitsFor.isEmpty() ? "" : ", waits for " + waitsFor) + ", transaction open for "
        + open.toSeconds() + " s)";
  }
}
