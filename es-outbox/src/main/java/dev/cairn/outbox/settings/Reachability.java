package dev.cairn.outbox.settings;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnsupportedSaslMechanismException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Why nobody answers. */
final class Reachability {

  private static final String KEY = BrokerAddress.BOOTSTRAP;

  private final Checked checked;
  private final Deadline deadline;

  Reachability(Checked checked, Deadline deadline) {
    this.checked = checked;
    this.deadline = deadline;
  }

  /** Whether one broker at least takes connections, as far as they are known. */
  boolean anyAnswers(Consumer<Finding> findings) {
    List<BrokerAddress> brokers = checked.brokers();
    if (brokers.isEmpty()) {
      return true; // only Kafka will know them
    }
    // Half of the time for all of them, the rest for the questions.
    Duration each = deadline.left().dividedBy(2L * Math.max(1, brokers.size()));
    Map<String, String> away = new TreeMap<>();
    for (BrokerAddress broker : brokers) {
      String problem = connect(broker, each);
      if (!problem.isEmpty()) {
        away.put(broker.toString(), problem);
      }
    }
    boolean any = away.size() < brokers.size();
    away.forEach((broker, problem) -> findings.accept(
        any
            ? Finding.warning(
                KEY,
                broker + " " + problem + ".",
                "Another one answers; if that is down too, a relay that starts finds no broker.",
                "Start it, correct the entry, or take it out.")
            : Finding.error(
                KEY,
                broker + " " + problem + ".",
                "No broker can be reached, so nothing can be published.",
                "Start the brokers, correct the entry, or open the way to them.")));
    return any;
  }

  /** What is wrong, or nothing. */
  private static String connect(BrokerAddress broker, Duration within) {
    try (Socket socket = new Socket()) {
      int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, within.toMillis()));
      socket.connect(new InetSocketAddress(broker.host(), broker.port()), millis);
      return "";
    } catch (UnknownHostException e) {
      return "has a host name that cannot be resolved";
    } catch (SocketTimeoutException e) {
      return "does not answer within " + within.toMillis() + " ms";
    } catch (ConnectException e) {
      return "refuses connections";
    } catch (IOException e) {
      return "cannot be connected to: " + e.getMessage();
    }
  }

  Finding explained(KafkaException e) {
    if (Causes.find(e, UnsupportedSaslMechanismException.class) != null) {
      return Finding.error(
          "sasl.mechanism",
          "is " + checked.text("sasl.mechanism") + ", which the brokers do not offer: " + text(e)
              + ".",
          "The client cannot log in.",
          "Set it to a mechanism that the brokers' listener offers.");
    }
    if (Causes.find(e, SaslAuthenticationException.class) != null) {
      return Finding.error(
          "sasl.jaas.config",
          "was refused by the brokers: " + text(e) + ".",
          "The client cannot log in.",
          "Check the user and its password, and that the user has one for "
              + checked.text("sasl.mechanism") + ".");
    }
    if (Causes.find(e, SslAuthenticationException.class) != null) {
      return TlsTrouble.explained(text(e));
    }
    if (Causes.find(e, AuthorizationException.class) != null) {
      return Finding.error(
          "brokers",
          "do not let this user ask: " + text(e) + ".",
          "The relay has to know which brokers there are.",
          "Give the user the right to DESCRIBE.");
    }
    if (Causes.find(e, UnsupportedVersionException.class) != null) {
      return Finding.error(
          "brokers",
          "are too old: " + text(e) + ".",
          "The clients need brokers of Kafka 2.1 or newer; the relay is tested with newer ones.",
          "Upgrade the brokers.");
    }
    return Causes.find(e, TimeoutException.class) != null ? silent(e) : other(e);
  }

  private Finding silent(KafkaException e) {
    boolean speaksTls = !checked.tls()
        && checked.brokers().stream().anyMatch(broker -> TlsTrouble.speaksTls(broker, deadline));
    if (speaksTls) {
      return Finding.error(
          ClearTextRule.KEY,
          "is " + checked.protocol() + ", and the brokers speak TLS there.",
          "They close a connection that does not begin with a handshake.",
          "Set it to SSL or SASL_SSL, as their listener is.");
    }
    return Finding.error(
        KEY,
        "takes connections, but no broker answers: " + text(e) + ".",
        "It may be no Kafka broker, or one with another " + ClearTextRule.KEY + " than "
            + checked.protocol() + ", or the brokers advertise addresses that cannot be reached.",
        "Compare the port, the listener's protocol and advertised.listeners of the brokers.");
  }

  private Finding other(KafkaException e) {
    return Finding.error(
        "brokers",
        "did not answer as expected: " + text(e) + ".",
        "The cluster could not be checked.",
        "Correct what the message names.");
  }

  private String text(KafkaException e) {
    return Causes.text(e, checked.settings());
  }
}
