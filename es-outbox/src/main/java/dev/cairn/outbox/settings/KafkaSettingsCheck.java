package dev.cairn.outbox.settings;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks before a start whether the settings, and the cluster that they lead to, can hold what the
 * relay promises. Changes nothing, there or here.
 *
 * <pre>{@code
 * KafkaSettingsCheck.of(settings, wants).run().logged().orThrow();
 * }</pre>
 */
public final class KafkaSettingsCheck {

  private static final Duration DEFAULT_WITHIN = Duration.ofSeconds(15);

  private final Checked checked;
  private final Duration within;
  private final Clock clock;

  private KafkaSettingsCheck(Checked checked, Duration within, Clock clock) {
    this.checked = checked;
    this.within = within;
    this.clock = clock;
  }

  /** For {@link #run()} to take 15 seconds at most. */
  public static KafkaSettingsCheck of(KafkaSettings settings, RelayWants wants) {
    return new KafkaSettingsCheck(new Checked(settings, wants), DEFAULT_WITHIN, Clock.systemUTC());
  }

  /** With another bound for {@link #run()}. */
  public KafkaSettingsCheck within(Duration atMost) {
    return new KafkaSettingsCheck(checked, atMost, clock);
  }

  KafkaSettingsCheck withClock(Clock other) {
    return new KafkaSettingsCheck(checked, within, other);
  }

  /** Looks at the settings, and then at the cluster, unless the clients would not even start. */
  public KafkaSettingsReport run() {
    KafkaSettingsReport alone = runOffline();
    List<Finding> findings = new ArrayList<>(alone.findings());
    if (LiveCheck.canStart(alone)) {
      findings.addAll(new LiveCheck(checked, within).findings());
    }
    return new KafkaSettingsReport(findings);
  }

  /** Looks at the settings alone: no broker is asked; host names are resolved. */
  public KafkaSettingsReport runOffline() {
    List<Finding> findings = new ArrayList<>();
    rules().forEach(rule -> rule.apply(checked, findings::add));
    return new KafkaSettingsReport(findings);
  }

  private List<Rule> rules() {
    return List.of(
        new BootstrapRule(),
        new KeyRule(),
        new ValueRule(),
        new DeliveryRule(),
        new TimeoutRule(),
        new SizeRule(),
        new PartitionRule(),
        new ReplicationRule(),
        new ProtocolRule(),
        new ClearTextRule(),
        new SaslRule(),
        new TlsRule(),
        new StoreRule(clock));
  }
}
