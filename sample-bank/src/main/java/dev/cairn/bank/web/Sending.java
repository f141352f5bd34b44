package dev.cairn.bank.web;

import dev.cairn.command.CommandContext;
import dev.cairn.command.CommandResult;
import dev.cairn.projection.ProjectionBehindException;
import dev.cairn.store.ExpectedVersion;
import io.javalin.http.Context;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sends the commands of requests, as their headers and parameters want it. */
final class Sending {

  private final ServedBank bank;

  Sending(ServedBank bank) {
    this.bank = bank;
  }

  /**
   * What came of it.
   *
   * @param shown whether all read models show it; null unless the request wanted to wait for that
   */
  record Sent(CommandResult result, @Nullable Boolean shown) {}

  /**
   * @throws RefusedRequestException if another command was carried out under the key of the request
   */
  Sent send(Context ctx, Object command, ExpectedVersion expected) {
    boolean waits = Parameters.flag(ctx, "wait");
    UUID key = Parameters.idempotencyKey(ctx);
    CommandContext context = CommandContext.none().withActor("web");
    CommandResult result =
        bank.commands().send(command, key == null ? context : context.withCommandId(key), expected);
    UsedKey.check(command, result);
    return new Sent(result, waits ? isShown(result) : null);
  }

  /** The command is carried out, whatever comes of the waiting: an error would have it sent again. */
  private boolean isShown(CommandResult result) {
    try {
      bank.projections().operations().rebuildable().forEach(result::waitFor);
      return true;
    } catch (ProjectionBehindException e) {
      return false;
    }
  }
}
