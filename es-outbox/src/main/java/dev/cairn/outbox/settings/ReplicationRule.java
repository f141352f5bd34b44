package dev.cairn.outbox.settings;

import java.util.function.Consumer;

/** Whether the topics that are wanted could survive a broker. */
final class ReplicationRule implements Rule {

  private static final String KEY = "min.insync.replicas";
  /** With two copies either answer is bad. */
  private static final String MORE = "Make three copies, with " + KEY + " 2.";

  @Override
  public void apply(Checked checked, Consumer<Finding> findings) {
    int replication = checked.wants().replication();
    if (replication == RelayWants.BROKERS_DEFAULT) {
      return; // not known before the topics are there
    }
    compare("wanted topics", replication, checked.wants().minInsyncReplicas(), findings);
  }

  /** Of topics that are wanted, or there. */
  static void compare(String subject, int replication, int minInsync, Consumer<Finding> findings) {
    String numbers = KEY + " is " + minInsync + " with " + replication + " copies.";
    if (minInsync > replication) {
      findings.accept(Finding.error(
          subject,
          numbers,
          "Brokers refuse every record that is to be acknowledged by all (NotEnoughReplicas).",
          "Set " + KEY + " to " + Math.max(1, replication - 1) + ", or make more copies."));
    } else if (minInsync == replication && replication > 1) {
      findings.accept(Finding.warning(
          subject,
          numbers,
          "While one broker is down, also for a restart, nothing can be written.",
          replication == 2 ? MORE : "Set " + KEY + " to " + (replication - 1) + "."));
    } else if (minInsync == 1 && replication > 1) {
      findings.accept(Finding.warning(
          subject,
          numbers,
          "A record counts as written when a single broker has it, and is lost with that broker.",
          replication == 2 ? MORE : "Set " + KEY + " to " + (replication - 1) + "."));
    }
  }
}
