package dev.cairn.bank.web;

import java.util.List;

/** A request that cannot be understood; nothing was done. */
final class BadInputException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * One thing that is wrong.
   *
   * @param in the field of the body, parameter or header
   * @param detail what it must be
   */
  record Fault(String in, String detail) {}

  BadInputException(List<Fault> faults) {
    super(
        faults.size() == 1
            ? faults.get(0).in() + " " + faults.get(0).detail()
            : "There are " + faults.size() + " mistakes in the request");
    this.faults = List.copyOf(faults);
  }

  BadInputException(String in, String detail) {
    this(List.of(new Fault(in, detail)));
  }

  /** All of them. */
  List<Fault> faults() {
    return faults;
  }
}
