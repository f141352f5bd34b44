package dev.cairn.outbox.settings;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** Why there is no handshake. */
final class TlsTrouble {

  private static final int LONGEST_MILLIS = 2000;

  private TlsTrouble() {}

  static Finding explained(String message) {
    String text = message.toLowerCase(Locale.ROOT);
    if (text.contains("certification path") || text.contains("path building")) {
      return trouble(
          "ssl.truststore.location",
          message,
          "The client does not trust who signed the brokers' certificate.",
          "Put the certificate of that authority into the truststore.");
    }
    if (text.contains("subject alternative") || text.contains("no name matching")) {
      return trouble(
          "ssl.endpoint.identification.algorithm",
          message,
          "The brokers' certificate is not for the host name by which they are reached.",
          "Reach them by a name in the certificate, or have one made with that name.");
    }
    if (text.contains("certificate_required")
        || text.contains("bad_certificate")
        || text.contains("certificate_unknown")
        || text.contains("unknown_ca")) {
      return trouble(
          "ssl.keystore.location",
          message,
          "The brokers want a certificate of the client, and have got none that they trust.",
          "Set the keystore to a key whose certificate is signed by an authority of the brokers.");
    }
    if (text.contains("unrecognized ssl message") || text.contains("not an ssl")) {
      return trouble(
          ClearTextRule.KEY,
          message,
          "The brokers speak no TLS on this port.",
          "Give bootstrap.servers their TLS port.");
    }
    return trouble(
        "ssl",
        message,
        "The two sides have not agreed on a secure connection.",
        "Compare certificates, ssl.enabled.protocols and ssl.cipher.suites with the brokers.");
  }

  private static Finding trouble(String key, String message, String why, String remedy) {
    return Finding.error(key, "the TLS handshake failed: " + message + ".", why, remedy);
  }

  /** Whether a handshake begins there, however it ends. */
  static boolean speaksTls(BrokerAddress broker, Deadline deadline) {
    int millis = (int) Math.max(1, Math.min(LONGEST_MILLIS, deadline.left().toMillis() / 2));
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(broker.host(), broker.port()), millis);
      plain.setSoTimeout(millis);
      SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
      try (SSLSocket tls =
          (SSLSocket) factory.createSocket(plain, broker.host(), broker.port(), true)) {
        tls.startHandshake();
        return true;
      }
    } catch (IOException e) {
      // A certificate came that the JVM does not know: so somebody speaks TLS there.
      return Causes.find(e, CertificateException.class) != null;
    }
  }
}
