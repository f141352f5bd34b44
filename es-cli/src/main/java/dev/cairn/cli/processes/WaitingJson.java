package dev.cairn.cli.processes;

import dev.cairn.cli.command.JsonOutput;
import dev.cairn.projection.WaitingCommand;
import java.nio.charset.StandardCharsets;

/** A command that waits, for programs. */
final class WaitingJson {

  private WaitingJson() {}

  static void write(String process, WaitingCommand command, JsonOutput out) {
    out.begin()
        .put("process", process)
        .put("number", command.number())
        .put("key", command.key())
        .put("type", command.type())
        .putStored("command", command.command().getBytes(StandardCharsets.UTF_8))
        .put("id", command.id())
        .put("sentAt", command.sent())
        .put("attempts", command.attempts())
        .put("error", command.error())
        .put("nextTry", command.nextTry())
        .end();
  }
}
