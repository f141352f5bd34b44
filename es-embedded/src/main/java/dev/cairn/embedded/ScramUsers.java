package dev.cairn.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;

/** The users that the SASL listeners of an embedded server let in. */
final class ScramUsers {

  static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** The fewest that Kafka allows; the passwords are those of tests. */
  private static final int ITERATIONS = 4096;

  private ScramUsers() {}

  /**
   * Creates them, or gives them these passwords.
   *
   * @throws ServerUnavailableException if the server does not do it
   */
  static void create(Map<String, String> passwords, KafkaServer server) {
    if (passwords.isEmpty()) {
      return;
    }
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    passwords.forEach((name, password) -> users.add(new UserScramCredentialUpsertion(
        name, new ScramCredentialInfo(MECHANISM, ITERATIONS), password)));
    try (Admin admin = Admin.create(server.clientSettings())) {
      admin.alterUserScramCredentials(users).all().get();
    } catch (ExecutionException | KafkaException e) {
      throw refused(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(server, e);
    }
  }

  private static ServerUnavailableException refused(KafkaServer server, Exception e) {
    return new ServerUnavailableException(
        "The SCRAM users of " + server + " could not be created: " + e.getMessage(), e);
  }
}
