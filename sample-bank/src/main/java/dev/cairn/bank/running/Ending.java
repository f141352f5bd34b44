package dev.cairn.bank.running;

import dev.cairn.cli.command.Interruption;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import picocli.CommandLine.Option;

/** When a command that goes on for ever is to end. */
final class Ending {

  @Option(
      names = "--until-input-ends",
      hidden = true,
      description = "End when standard input does: with the process that has started this one.")
  private boolean untilInputEnds;

  BooleanSupplier with(Interruption interruption) {
    if (!untilInputEnds) {
      return interruption::requested;
    }
    AtomicBoolean ended = new AtomicBoolean();
    Thread reading = new Thread(
        () -> {
          awaitEndOfInput();
          ended.set(true);
        },
        "end-of-input");
    reading.setDaemon(true);
    reading.start();
    return () -> ended.get() || interruption.requested();
  }

  private static void awaitEndOfInput() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever said there.
      }
    } catch (IOException e) {
      // That is an end, too.
    }
  }
}
