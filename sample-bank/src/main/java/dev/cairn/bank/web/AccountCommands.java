package dev.cairn.bank.web;

import dev.cairn.bank.account.AccountCommand;
import dev.cairn.bank.account.AccountId;
import dev.cairn.bank.account.CloseAccount;
import dev.cairn.bank.account.Deposit;
import dev.cairn.bank.account.OpenAccount;
import dev.cairn.bank.account.Withdraw;
import dev.cairn.store.ExpectedVersion;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;

/** What is asked of accounts. */
final class AccountCommands {

  private final Sending sending;
  private final int bodyLimit;
  private final Clock clock;

  AccountCommands(Sending sending, ServerSettings settings) {
    this.sending = sending;
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
    Sending.Sent sent = sending.send(ctx, command, expected);
    EntityTag.set(ctx, sent.result().version());
    Json.send(ctx, CommandAnswer.of(command.accountId(), sent.result(), sent.shown()));
  }
}
