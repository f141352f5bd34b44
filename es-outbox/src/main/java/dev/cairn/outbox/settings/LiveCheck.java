package dev.cairn.outbox.settings;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/** Asks the cluster, within a bounded time. */
final class LiveCheck {

  private static final String REACHABLE = "brokers";

  private final Checked checked;
  private final Duration within;
  private final List<Finding> findings = new CopyOnWriteArrayList<>();

  LiveCheck(Checked checked, Duration within) {
    this.checked = checked;
    this.within = within;
  }

  /** Not if nothing would come of it but the same errors in other words. */
  static boolean canStart(KafkaSettingsReport alone) {
    return alone.findings(Severity.ERROR).stream()
        .map(Finding::key)
        .noneMatch(key -> key.equals(BrokerAddress.BOOTSTRAP)
            || key.startsWith("security.")
            || key.startsWith("sasl.")
            || key.startsWith("ssl."));
  }

  /** In a thread of its own: to resolve names and to log in may block for longer than is good. */
  List<Finding> findings() {
    FutureTask<Void> asking = new FutureTask<>(this::ask, null);
    Thread thread = new Thread(asking, "kafka-settings-check");
    thread.setDaemon(true);
    thread.start();
    try {
      asking.get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      asking.cancel(true);
      findings.add(Finding.error(
          REACHABLE,
          "did not answer everything within " + within.toMillis() + " ms.",
          "What is missing here could not be checked.",
          "Look whether the brokers are overloaded, or allow more time."));
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "The check of the Kafka settings itself failed", e.getCause());
    } catch (InterruptedException e) {
      asking.cancel(true);
      Thread.currentThread().interrupt();
      findings.add(Finding.error(
          REACHABLE, "were not asked: interrupted.", "Nothing is known of them.", "Run it again."));
    }
    return List.copyOf(findings);
  }

  private void ask() {
    Deadline deadline = new Deadline(within);
    Reachability reachability = new Reachability(checked, deadline);
    if (!reachability.anyAnswers(findings::add)) {
      return;
    }
    try (Admin admin = Admin.create(bounded(deadline))) {
      try {
        Cluster cluster = Cluster.of(admin, deadline);
        rules(cluster).forEach(rule -> rule.apply(checked, findings::add));
      } catch (KafkaException e) {
        findings.add(reachability.explained(e));
      } finally {
        admin.close(Duration.ZERO);
      }
    } catch (KafkaException e) {
      findings.add(Finding.error(
          REACHABLE,
          "cannot be asked: " + Causes.text(e, checked.settings()) + ".",
          "No client can be built with these settings.",
          "Correct what the message names."));
    }
  }

  private static List<Rule> rules(Cluster cluster) {
    return List.of(new ClusterRule(cluster), new BrokerRule(cluster), new TopicRule(cluster));
  }

  /** Gives up before this check is given up, so that the reason becomes known. */
  private Map<String, Object> bounded(Deadline deadline) {
    Map<String, Object> settings = checked.settings().admin();
    long all = Math.max(1, deadline.left().toMillis() / 2);
    long one = Math.min(all, checked.number(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG));
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, String.valueOf(all));
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, String.valueOf(one));
    return settings;
  }
}
