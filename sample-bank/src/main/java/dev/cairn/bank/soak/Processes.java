package dev.cairn.bank.soak;

import dev.cairn.bank.Bank;
import dev.cairn.bank.BankKafka;
import dev.cairn.bank.trial.BankProcess;
import java.nio.file.Path;
import java.util.List;

/** Two relays and two that project, of which one each has something to do. */
final class Processes implements AutoCloseable {

  private final List<BankProcess> relays;
  private final List<BankProcess> projections;

  Processes(Bank bank, BankKafka kafka, Path directory) {
    relays = List.of(
        BankProcess.relay(bank.address(), kafka, directory.resolve("relay-1.log")),
        BankProcess.relay(bank.address(), kafka, directory.resolve("relay-2.log")));
    projections = List.of(
        BankProcess.projections(bank.address(), directory.resolve("projections-1.log")),
        BankProcess.projections(bank.address(), directory.resolve("projections-2.log")));
  }

  BankProcess relay(int number) {
    return relays.get(number % relays.size());
  }

  BankProcess projections(int number) {
    return projections.get(number % projections.size());
  }

  @Override
  public void close() {
    relays.forEach(BankProcess::close);
    projections.forEach(BankProcess::close);
  }
}
