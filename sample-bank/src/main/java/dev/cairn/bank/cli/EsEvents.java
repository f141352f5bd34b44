package dev.cairn.bank.cli;

import dev.cairn.bank.BankEvents;
import dev.cairn.bank.account.Account;
import dev.cairn.bank.transfer.Transfer;
import dev.cairn.cli.command.SchemaAccess;
import dev.cairn.codec.JacksonEventCodec;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The bank's events, for {@code bank es schema}. */
public final class EsEvents implements SchemaAccess {

  @Override
  public JacksonEventCodec codec() {
    return BankEvents.codec();
  }

  @Override
  public Map<String, Collection<Class<?>>> categories() {
    return Map.of(
        "account", List.of(Account.Event.class), "transfer", List.of(Transfer.Event.class));
  }
}
