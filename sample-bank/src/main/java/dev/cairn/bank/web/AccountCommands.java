package dev.cairn.bank.web;

import dev.cairn.bank.account.AccountCommand;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.command.CommandContext;
import dev.cairn.command.CommandResult;
import dev.cairn.projection.ProjectionBehindException;
import dev.cairn.store.ExpectedVersion;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is asked of accounts. */
final class AccountCommands {

  private final ServedBank bank;
  private final int bodyLimit;
  private final Clock clock;

  AccountCommands(ServedBank bank, ServerSettings settings) {
    this.bank = bank;
    this.bodyLimit = settings.bodyLimit();
    this.clock = settings.clock();
  }

  List<Route> routes() {
    return List.of(
        Route.post("/api/accounts", this::open),
        Route.post("/api/accounts/{account}/deposits", this::deposit),
        Route.post("/api/accounts/{account}/withdrawals", this::withdraw),
        Route.post("/api/accounts/{account}/closing", this::close));
  }

  private void open(Context ctx) {
    Body body = Body.of(ctx, bodyLimit);
    AccountId account = body.account("account");
    long limit = body.number("overdraftLimit", 0L);
    LocalDate on = body.day("on", today());
    body.check();
    send(ctx, new OpenAccount(account, limit, on), ExpectedVersion.any());
    ctx.status(201).header("Location", ServedBank.pathOf(account));
  }

  private void deposit(Context ctx) {
    AccountId account = Parameters.account(ctx);
    Body body = Body.of(ctx, bodyLimit);
    Deposit command = new Deposit(
        account, body.number("cents"), body.day("on", today()), body.text("description"));
    body.check();
    send(ctx, command, EntityTag.expected(ctx));
  }

  private void withdraw(Context ctx) {
    AccountId account = Parameters.account(ctx);
    Body body = Body.of(ctx, bodyLimit);
    Withdraw command = new Withdraw(
        account, body.number("cents"), body.day("on", today()), body.text("description"));
    body.check();
    send(ctx, command, EntityTag.expected(ctx));
  }

  private void close(Context ctx) {
    AccountId account = Parameters.account(ctx);
    Body body = Body.of(ctx, bodyLimit);
    CloseAccount command = new CloseAccount(account, body.day("on", today()));
    body.check();
    send(ctx, command, EntityTag.expected(ctx));
  }

  private LocalDate today() {
    return LocalDate.now(clock);
  }

  private void send(Context ctx, AccountCommand command, ExpectedVersion expected) {
    boolean waits = Parameters.flag(ctx, "wait");
    UUID key = Parameters.idempotencyKey(ctx);
    CommandContext context = CommandContext.none().withActor("web");
    CommandResult result =
        bank.commands().send(command, key == null ? context : context.withCommandId(key), expected);
    UsedKey.check(command, result);
    @Nullable Boolean shown = waits ? isShown(result) : null;
    EntityTag.set(ctx, result.version());
    Json.send(ctx, CommandAnswer.of(command.accountId(), result, shown));
  }

  /** The command is carried out, whatever comes of the waiting: an error would have it sent again. */
  private boolean isShown(CommandResult result) {
    try {
      bank.projections().names().forEach(result::waitFor);
      return true;
    } catch (ProjectionBehindException e) {
      return false;
    }
  }
}
