package dev.cairn.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.admin.UserScramCredentialsDescription;
import org.apache.kafka.common.KafkaException;

/**
 * The users that the SASL listeners of an embedded server let in.
 *
 * @param passwords by the name of the user
 */
record ScramUsers(Map<String, String> passwords) {

  static final ScramMechanism MECHANISM = ScramMechanism.SCRAM_SHA_512;

  /** The fewest that Kafka allows; the passwords are those of tests. */
  private static final int ITERATIONS = 4096;

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /**
   * Creates them, or gives them these passwords. Afterwards they are let in.
   *
   * @throws ServerUnavailableException if the server does not do it
   */
  void createOn(KafkaServer server) {
    if (passwords.isEmpty()) {
      return;
    }
    try (Admin admin = Admin.create(server.clientSettings())) {
      // The broker shows a change a moment before it goes by it, and takes one change after the
      // other:
      // when it shows the second, it goes by the first.
      change(admin, ITERATIONS);
      change(admin, ITERATIONS + 1);
    } catch (ExecutionException | KafkaException e) {
      throw refused(server, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused(server, e);
    }
  }

  private void change(Admin admin, int iterations) throws ExecutionException, InterruptedException {
    ScramCredentialInfo info = new ScramCredentialInfo(MECHANISM, iterations);
    List<UserScramCredentialAlteration> users = new ArrayList<>();
    passwords.forEach(
        (name, password) -> users.add(new UserScramCredentialUpsertion(name, info, password)));
    admin.alterUserScramCredentials(users).all().get();
    Deadline deadline = Deadline.after(PATIENCE);
    while (!isShown(admin, info)) {
      if (!deadline.pause()) {
        throw new KafkaException("they are not there after " + PATIENCE);
      }
    }
  }

  private boolean isShown(Admin admin, ScramCredentialInfo info)
      throws ExecutionException, InterruptedException {
    Map<String, UserScramCredentialsDescription> all =
        admin.describeUserScramCredentials().all().get();
    Set<String> names = passwords.keySet();
    return all.values().stream()
            .filter(
                user -> names.contains(user.name()) && user.credentialInfos().contains(info))
            .count()
        == names.size();
  }

  private static ServerUnavailableException refused(KafkaServer server, Exception e) {
    return new ServerUnavailableException(
        "The SCRAM users of " + server + " could not be created: " + e.getMessage(), e);
  }
}
