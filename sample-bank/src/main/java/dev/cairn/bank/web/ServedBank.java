package dev.cairn.bank.web;

import dev.cairn.bank.account.AccountId;
import dev.cairn.command.Commands;
import dev.cairn.outbox.OutboxRelay;
import dev.cairn.postgres.PostgresEventStore;
import dev.cairn.projection.Projections;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;

/**
 * What is served.
 *
 * @param commands can wait for the read models
 * @param relay empty if this process publishes nothing
 */
public record ServedBank(
    PostgresEventStore store,
    Commands commands,
    Projections projections,
    Optional<OutboxRelay> relay) {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The view of a read model, for SQL. */
  String view(String table) {
    return store.database().schema() + "_read." + table;
  }

  /** Waits until a read model shows as much of the log as the request wants to see. */
  void await(Context ctx, String readModel) {
    Parameters.position(ctx)
        .ifPresent(position -> projections.waitFor(readModel, position, PATIENCE));
  }

  /** Where an account is in the API. */
  static String pathOf(AccountId account) {
    return "/api/accounts/" + account;
  }
}
