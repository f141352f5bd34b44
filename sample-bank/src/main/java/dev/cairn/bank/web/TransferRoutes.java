package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.TransferId;
import dev.cairn.bank.transfer.StartTransfer;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.bank.transfer.TransferRow;
import dev.cairn.bank.transfer.Transfers;
import dev.cairn.bank.transfer.Transfers.InFlight;
import dev.cairn.command.CommandResult;
import dev.cairn.event.EventIds;
import dev.cairn.event.Position;
import dev.cairn.store.ExpectedVersion;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Transfers: they are asked for here, and a process carries them out. */
final class TransferRoutes {

  private final ServedBank bank;
  private final Sending sending;
  private final int bodyLimit;
  private final Clock clock;

  TransferRoutes(ServedBank bank, Sending sending, ServerSettings settings) {
    this.bank = bank;
    this.sending = sending;
    this.bodyLimit = settings.bodyLimit();
    this.clock = settings.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/transfers", this::start),
        Route.get("/api/transfers", this::list),
        Route.get("/api/transfers/{transfer}", this::transfer));
  }

  /** That a transfer is under way. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Started(
      UUID transfer,
      @Nullable Long position,
      boolean repeated,
      @Nullable Boolean shown) {}

  /** A transfer, and how far it is; the reason is why it failed or came back. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Shown(
      UUID transfer,
      long from,
      long to,
      long cents,
      LocalDate on,
      Transfer.State state,
      @Nullable String reason) {

    static Shown of(TransferRow row) {
      return new Shown(
          row.transfer().value(),
          row.from().value(),
          row.to().value(),
          row.cents(),
          row.on(),
          row.state(),
          row.reason());
    }
  }

  /** A page of transfers, and all money on its way; the next page comes before that one, if there is one. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TransferPage(
      List<Shown> transfers, InFlight inFlight, @Nullable UUID next) {}

  private void start(Context ctx) {
    Body body = Body.of(ctx, bodyLimit);
    AccountId from = body.account("from");
    AccountId to = body.account("to");
    long cents = body.number("cents");
    LocalDate on = body.day("on", LocalDate.now(clock));
    body.check();
    // Sent again under its key, it is the same transfer.
    UUID key = Parameters.idempotencyKey(ctx);
    UUID transfer = key == null ? EventIds.next() : key;
    StartTransfer command = new StartTransfer(new TransferId(transfer), from, to, cents, on);
    Sending.Sent sent = sending.send(ctx, command, ExpectedVersion.any());
    CommandResult result = sent.result();
    ctx.status(202).header("Location", "/api/transfers/" + transfer);
    Long position = result.position().map(Position::value).orElse(null);
    Json.send(ctx, new Started(transfer, position, result.repeated(), sent.shown()));
  }

  private void transfer(Context ctx) {
    TransferId transfer = new TransferId(Parameters.uuid("transfer", ctx.pathParam("transfer")));
    bank.await(ctx, "transfers");
    TransferRow row = bank.projections()
        .rows(TransferRow.class)
        .find(transfer)
        .orElseThrow(() -> new RefusedRequestException(
            ProblemType.NO_SUCH_TRANSFER, "There is no transfer " + transfer));
    Json.send(ctx, Shown.of(row));
  }

  private void list(Context ctx) {
    int limit = Parameters.limit(ctx);
    Transfer.State state = state(ctx);
    String last = ctx.queryParam("before");
    TransferId before = last == null ? null : new TransferId(Parameters.uuid("before", last));
    bank.await(ctx, "transfers");
    String view = bank.view("transfers");
    TransferPage page = bank.store().database().inTransaction(handle -> {
      List<Shown> shown = Transfers.before(handle, view, state, before, limit + 1L).stream()
          .map(Shown::of)
          .toList();
      boolean more = shown.size() > limit;
      return new TransferPage(
          more ? shown.subList(0, limit) : shown,
          Transfers.inFlight(handle, view),
          more ? shown.get(limit - 1).transfer() : null);
    });
    Json.send(ctx, page);
  }

  private static Transfer.@Nullable State state(Context ctx) {
    String text = ctx.queryParam("state");
    if (text == null) {
      return null;
    }
    for (Transfer.State state : Transfer.State.values()) {
      if (state.name().equals(text)) {
        return state;
      }
    }
    throw new BadInputException("state", "must be one of " + List.of(Transfer.State.values()));
  }
}
