package dev.cairn.outbox.settings;

import java.time.Duration;
import java.util.function.Consumer;

/** Whether a batch has the time that it may need. */
final class TimeoutRule implements Rule {

  static final String TRANSACTION = "transaction.timeout.ms";
  private static final String DELIVERY = "delivery.timeout.ms";
  private static final String REQUEST = "request.timeout.ms";
  private static final String LINGER = "linger.ms";

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    delivery(checked, findings);
    if (checked.wants().exactlyOnce()) {
      transaction(checked, findings);
    } else if (checked.has(TRANSACTION)) {
      findings.accept(Finding.info(
          TRANSACTION,
          "is set, and the guarantee uses no transactions.",
          "It has no effect.",
          "Take it out, or choose exactly-once."));
    }
  }

  private static void delivery(Checked checked, Consumer<Finding> findings) {
    long needed = checked.number(LINGER) + checked.number(REQUEST);
    if (checked.number(DELIVERY) >= needed) {
      return;
    }
    if (checked.has(DELIVERY)) {
      findings.accept(Finding.error(
          DELIVERY,
          "is " + checked.number(DELIVERY) + " ms, less than linger.ms and request.timeout.ms"
              + " together (" + needed + " ms).",
          "A record would be given up before its first request could time out; the producer"
              + " refuses to start.",
          "Set it to " + needed + " or more, or lower the other two."));
    } else {
      findings.accept(Finding.info(
          DELIVERY,
          "is raised by the producer to " + needed + " ms.",
          "linger.ms and request.timeout.ms together are more than its default.",
          "Lower the other two, if that is too long."));
    }
  }

  private static void transaction(Checked checked, Consumer<Finding> findings) {
    Duration timeout = checked.transactionTimeout();
    Duration filling = checked.wants().batchTime().plusMillis(checked.number(LINGER));
    // The last record is handed over at the end of the batch time, may then take all of the
    // delivery timeout (which begins with lingering), and the commit is one request more.
    Duration longest = checked
        .wants()
        .batchTime()
        .plus(checked.deliveryTimeout())
        .plusMillis(checked.number(REQUEST));
    if (timeout.compareTo(filling) <= 0) {
      findings.accept(Finding.error(
          TRANSACTION,
          "is " + timeout.toMillis() + " ms, and filling a batch alone may take "
              + filling.toMillis() + " ms.",
          "The broker would abort batches before they can be committed, again and again.",
          "Set it to " + longest.toMillis() + " or more."));
    } else if (timeout.compareTo(longest) < 0) {
      findings.accept(Finding.warning(
          TRANSACTION,
          "is " + timeout.toMillis() + " ms, and a batch may take " + longest.toMillis()
              + " ms: batch time " + checked.wants().batchTime().toMillis() + ", " + DELIVERY + " "
              + checked.deliveryTimeout().toMillis() + ", " + REQUEST + " "
              + checked.number(REQUEST) + ".",
          "When brokers are slow, the transaction is aborted while its records are still being"
              + " sent again; the relay then repeats the batch with a new producer.",
          "Raise it to " + longest.toMillis() + ", or lower " + DELIVERY + "."));
    }
  }
}
