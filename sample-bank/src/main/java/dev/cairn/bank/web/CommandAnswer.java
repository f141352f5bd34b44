package dev.cairn.bank.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.bank.account.AccountId;
import dev.cairn.command.CommandResult;
import dev.cairn.event.Position;
import org.jspecify.annotations.Nullable;

/**
 * What came of a command.
 *
 * @param version of the account after it
 * @param position of its last event in the log
 * @param repeated whether it had been carried out under its key before, and this request changed nothing
 * @param shown whether all read models show it; null unless the request wanted to wait for that
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CommandAnswer(
    long account,
    long version,
    @Nullable Long position,
    boolean repeated,
    @Nullable Boolean shown) {

  static CommandAnswer of(AccountId account, CommandResult result, @Nullable Boolean shown) {
    return new CommandAnswer(
        account.value(),
        result.version().value(),
        result.position().map(Position::value).orElse(null),
        result.repeated(),
        shown);
  }
}
