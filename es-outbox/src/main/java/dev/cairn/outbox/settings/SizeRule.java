package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Whether records and batches fit into what holds them, and how they travel. */
final class SizeRule implements Rule {

  private static final String BUFFER = "buffer.memory";
  private static final String BATCH = "batch.size";
  private static final String REQUEST = "max.request.size";
  private static final String COMPRESSION = "compression.type";

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    long buffer = checked.number(BUFFER);
    long batch = checked.number(BATCH);
    long request = checked.number(REQUEST);
    if (batch > buffer) {
      findings.accept(Finding.error(
          BUFFER,
          "is " + buffer + ", less than " + BATCH + " (" + batch + ").",
          "The producer cannot make room for a single batch, so no record can be sent.",
          "Set it to a multiple of " + BATCH + "; Kafka's default is 33554432."));
    } else if (batch * checked.wants().partitions() > buffer) {
      findings.accept(Finding.info(
          BUFFER,
          "holds " + buffer / Math.max(1, batch) + " batches, and a topic has "
              + checked.wants().partitions() + " partitions.",
          "The relay waits for room while it could fill other partitions.",
          "Set it to " + batch * checked.wants().partitions() + " or more, or lower " + BATCH
              + "."));
    }
    if (request > buffer) {
      findings.accept(Finding.warning(
          BUFFER,
          "is " + buffer + ", less than " + REQUEST + " (" + request + ").",
          "Records of sizes between the two are refused, and parked as too large.",
          "Set it to more than " + REQUEST + "."));
    }
    if (batch > request) {
      findings.accept(Finding.warning(
          BATCH,
          "is " + batch + ", more than " + REQUEST + " (" + request + ").",
          "A full batch is sent all the same, and brokers that take no such requests refuse it: it"
              + " is split and sent again each time.",
          "Set it to less than " + REQUEST + "."));
    }
    if (batch == 0) {
      findings.accept(Finding.warning(
          BATCH,
          "is 0.",
          "Every record becomes a request of its own, which is slower by far.",
          "Take it out."));
    }
    compression(checked, findings);
  }

  private static void compression(Checked checked, Consumer<Finding> findings) {
    if (checked.text(COMPRESSION).equals("none")) {
      findings.accept(Finding.info(
          COMPRESSION,
          "is none.",
          "JSON shrinks to a fraction; without, network and disks of the brokers carry all of it.",
          "Set it to lz4 or zstd."));
    }
  }
}
