package dev.cairn.bank;

import java.nio.file.Path;
import java.util.List;

/** Two relays and two that project, of which one each has something to do. */
final class SoakProcesses implements AutoCloseable {

  private final List<BankChild> relays;
  private final List<BankChild> projections;

  SoakProcesses(Bank bank, BankKafka kafka, Path directory) {
    relays = List.of(
        BankChild.relay(bank.address(), kafka, directory.resolve("relay-1.log")),
        BankChild.relay(bank.address(), kafka, directory.resolve("relay-2.log")));
    projections = List.of(
        BankChild.projections(bank.address(), directory.resolve("projections-1.log")),
        BankChild.projections(bank.address(), directory.resolve("projections-2.log")));
  }

  BankChild relay(int number) {
    return relays.get(number % relays.size());
  }

  BankChild projections(int number) {
    return projections.get(number % projections.size());
  }

  @Override
  public void close() {
    relays.forEach(BankChild::close);
    projections.forEach(BankChild::close);
  }
}
