package dev.cairn.registry;

import dev.cairn.InvalidInputException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How a schema registry is reached.
 *
 * @param url of its REST interface, with a path if it has one, such as {@code
 *     https://registry.example/apis/ccompat/v7}
 * @param login user and password; null for none
 * @param tls whom to trust, and a key to show if the registry wants one; null for what the JVM trusts
 * @param connectTimeout how long a connection may take
 * @param timeout how long one attempt may take, up to the last byte of the answer
 * @param attempts how often a request is made that the registry does not answer, or answers with a failure
 *     of its own
 * @param largestAnswer how many bytes of an answer are read
 */
public record RegistrySettings(
    URI url,
    @Nullable Login login,
    @Nullable SSLContext tls,
    Duration connectTimeout,
    Duration timeout,
    int attempts,
    int largestAnswer) {

  private static final Duration LONGEST = Duration.ofMinutes(1);

  /**
   * For basic authentication.
   *
   * @param user has no colon
   */
  public record Login(String user, String password) {

    public Login {
      if (user.isEmpty() || user.indexOf(':') >= 0) {
        throw new InvalidInputException(
            "user of the schema registry", "is empty or has a colon, which logins cannot carry");
      }
    }

    /** The user alone. */
    @Override
    public String toString() {
      return user;
    }
  }

  public RegistrySettings {
    requireAddress(url);
    between("connect timeout", connectTimeout);
    between("timeout", timeout);
    if (attempts < 1 || attempts > 10) {
      throw new InvalidInputException("attempts", "are " + attempts + "; they must be 1 to 10");
    }
    if (largestAnswer < 1) {
      throw new InvalidInputException("largest answer", "is " + largestAnswer + " bytes");
    }
  }

  private static void requireAddress(URI url) {
    boolean http =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (!http
        || url.getHost() == null
        || url.getRawQuery() != null
        || url.getRawFragment() != null) {
      throw new InvalidInputException(
          "URL of the schema registry",
          "is not http or https with a host, perhaps a port and a path, and nothing else");
    }
    // It would turn up in headers of records, in messages and in logs.
    if (url.getRawUserInfo() != null) {
      throw new InvalidInputException(
          "URL of the schema registry", "has a user in it; use RegistrySettings.withBasicAuth");
    }
  }

  private static void between(String subject, Duration value) {
    if (value.compareTo(Duration.ZERO) <= 0 || value.compareTo(LONGEST) > 0) {
      throw new InvalidInputException(
          subject, "is " + value + "; it must be more than nothing and at most " + LONGEST);
    }
  }

  /**
   * Without a login, trusting whom the JVM trusts; two seconds to connect and five for an answer, three
   * attempts, 16 MB for an answer.
   */
  public static RegistrySettings at(String url) {
    try {
      return new RegistrySettings(
          new URI(url.replaceAll("/+$", "")),
          null,
          null,
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          3,
          16 * 1024 * 1024);
    } catch (URISyntaxException e) {
      throw new InvalidInputException("URL of the schema registry", "is no URL: " + e.getReason());
    }
  }

  public RegistrySettings withBasicAuth(String user, String password) {
    return new RegistrySettings(
        url, new Login(user, password), tls, connectTimeout, timeout, attempts, largestAnswer);
  }

  public RegistrySettings withTls(SSLContext context) {
    return new RegistrySettings(
        url, login, context, connectTimeout, timeout, attempts, largestAnswer);
  }

  /**
   * Trusts those alone whose certificates are in the file.
   *
   * @param pem one or more certificates in PEM
   * @throws UnreadableCertificatesException if there are none
   */
  public RegistrySettings withTrustedCertificates(Path pem) {
    return withTls(TrustedCertificates.in(pem));
  }

  public RegistrySettings withConnectTimeout(Duration atMost) {
    return new RegistrySettings(url, login, tls, atMost, timeout, attempts, largestAnswer);
  }

  public RegistrySettings withTimeout(Duration atMost) {
    return new RegistrySettings(url, login, tls, connectTimeout, atMost, attempts, largestAnswer);
  }

  public RegistrySettings withAttempts(int number) {
    return new RegistrySettings(url, login, tls, connectTimeout, timeout, number, largestAnswer);
  }

  public RegistrySettings withLargestAnswer(int bytes) {
    return new RegistrySettings(url, login, tls, connectTimeout, timeout, attempts, bytes);
  }
}
