package dev.cairn.outbox.settings;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority and what it has signed, made by the keytool of the running JDK. */
final class Certificates {

  static final String PASSWORD = "geheim-store-71";

  private static final String AUTHORITY = "authority";

  private final Path directory;
  private final Path all;

  private Certificates(Path directory) {
    this.directory = directory;
    this.all = directory.resolve("all.p12");
  }

  /** An authority that is valid, with its truststore. */
  static Certificates in(Path directory) {
    Certificates made = new Certificates(directory);
    made.keytool(
        made.all,
        "-genkeypair",
        "-alias",
        AUTHORITY,
        "-dname",
        "CN=Test authority",
        "-keyalg",
        "EC",
        "-ext",
        "bc:c",
        "-validity",
        "365");
    made.export(AUTHORITY, made.directory.resolve("authority.pem"));
    made.keytool(
        made.truststore(),
        "-importcert",
        "-noprompt",
        "-alias",
        AUTHORITY,
        "-file",
        made.directory.resolve("authority.pem").toString());
    return made;
  }

  Path truststore() {
    return directory.resolve("trust.p12");
  }

  /** The authority's certificate. */
  String authorityPem() {
    return read(directory.resolve("authority.pem"));
  }

  /** A keystore with a key for 127.0.0.1 and its certificate, which is valid for these days. */
  Path keystore(String name, String startsAt, int days) {
    keytool(
        all,
        "-genkeypair",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-keyalg",
        "EC",
        "-signer",
        AUTHORITY,
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-startdate",
        startsAt,
        "-validity",
        String.valueOf(days));
    return copied(name);
  }

  Path keystore(String name) {
    return keystore(name, "-1d", 100);
  }

  /** A keystore for a host that is not this one. */
  Path foreignKeystore(String name) {
    keytool(
        all,
        "-genkeypair",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-keyalg",
        "EC",
        "-signer",
        AUTHORITY,
        "-ext",
        "san=dns:broker.example",
        "-validity",
        "100");
    return copied(name);
  }

  private Path copied(String name) {
    Path store = directory.resolve(name + ".p12");
    keytool(
        all,
        "-importkeystore",
        "-srckeystore",
        all.toString(),
        "-srcalias",
        name,
        "-srcstorepass",
        PASSWORD,
        "-destkeystore",
        store.toString(),
        "-deststoretype",
        "PKCS12",
        "-deststorepass",
        PASSWORD,
        "-noprompt");
    return store;
  }

  /** The same store in Java's own old format. */
  Path jks(Path store) {
    Path copy = directory.resolve(store.getFileName() + ".jks");
    if (!Files.exists(copy)) {
      keytool(
          store,
          "-importkeystore",
          "-srckeystore",
          store.toString(),
          "-srcstorepass",
          PASSWORD,
          "-destkeystore",
          copy.toString(),
          "-deststoretype",
          "JKS",
          "-deststorepass",
          PASSWORD,
          "-noprompt");
    }
    return copy;
  }

  /** The private key of a keystore, not encrypted, in PEM. */
  static String keyPem(Path keystore, String alias) {
    try {
      byte[] key = open(keystore).getKey(alias, PASSWORD.toCharArray()).getEncoded();
      return pem("PRIVATE KEY", key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The certificate of a keystore with those that lead to the authority, in PEM. */
  static String chainPem(Path keystore, String alias) {
    try {
      StringBuilder chain = new StringBuilder();
      for (Certificate certificate : open(keystore).getCertificateChain(alias)) {
        chain.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      return chain.toString();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] content) {
    return "-----BEGIN " + what + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
        + "\n-----END " + what + "-----\n";
  }

  private static KeyStore open(Path keystore) {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore opened = KeyStore.getInstance("PKCS12");
      opened.load(in, PASSWORD.toCharArray());
      return opened;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void export(String alias, Path file) {
    keytool(all, "-exportcert", "-rfc", "-alias", alias, "-file", file.toString());
  }

  private void keytool(Path store, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    if (!command.contains("-srckeystore")) {
      command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12"));
      command.addAll(List.of("-storepass", PASSWORD));
    }
    try {
      Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
      keytool.getOutputStream().close();
      String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", arguments) + ": " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
