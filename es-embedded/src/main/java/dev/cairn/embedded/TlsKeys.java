package dev.cairn.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.SslConfigs;

/**
 * The keys of an embedded broker and of its clients, made once for a directory: a store with the
 * broker's, one with a client's, and one with the certificates of both, which each trusts.
 *
 * @param files of the broker
 */
record TlsKeys(ServerDirectory files) {

  private static final String TYPE = "PKCS12";

  /** The format demands one. What protects the keys is that only this user can read the files. */
  private static final String PASSWORD = "readable-by-its-owner";

  private static final String BROKER = "broker";
  private static final String CLIENT = "client";

  private Path directory() {
    return files.root().resolve("tls");
  }

  private static Path store(Path directory, String name) {
    return directory.resolve(name + ".p12");
  }

  /** Makes them, all or nothing, if they are not there. */
  void make() {
    if (Files.exists(directory())) {
      return;
    }
    Path fresh = files.root().resolve("tls.unfinished");
    try {
      Trees.delete(fresh);
      Files.createDirectory(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      generate(fresh, BROKER);
      generate(fresh, CLIENT);
      trust(fresh);
      Files.move(fresh, directory(), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException | GeneralSecurityException e) {
      throw new ServerFileException("make the keys in", directory(), e);
    }
  }

  private void generate(Path fresh, String name) throws IOException {
    ProcessBuilder keytool = new ProcessBuilder(
        Jvm.program("keytool"),
        "-genkeypair",
        "-alias",
        name,
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1,dns:localhost",
        "-keyalg",
        "EC",
        "-groupname",
        "secp256r1",
        "-validity",
        "36500",
        "-storetype",
        TYPE,
        "-keystore",
        store(fresh, name).toString(),
        "-storepass",
        PASSWORD);
    Jvm.clean(keytool.environment());
    new Tool(files, "could not get its keys.").run(keytool);
  }

  private static void trust(Path fresh) throws IOException, GeneralSecurityException {
    char[] password = PASSWORD.toCharArray();
    KeyStore trusted = KeyStore.getInstance(TYPE);
    trusted.load(null, password);
    for (String name : new String[] {BROKER, CLIENT}) {
      KeyStore keys = KeyStore.getInstance(TYPE);
      try (InputStream in = Files.newInputStream(store(fresh, name))) {
        keys.load(in, password);
      }
      trusted.setCertificateEntry(name, keys.getCertificate(name));
    }
    try (OutputStream out = Files.newOutputStream(store(fresh, "trusted"))) {
      trusted.store(out, password);
    }
  }

  /** What the broker has to know. */
  Map<String, String> ofBroker() {
    return settings(BROKER);
  }

  /** What a client has to know. */
  Map<String, String> ofClient() {
    return settings(CLIENT);
  }

  private Map<String, String> settings(String name) {
    Map<String, String> settings = new TreeMap<>();
    settings.put(
        SslConfigs.SSL_KEYSTORE_LOCATION_CONFIG, store(directory(), name).toString());
    settings.put(SslConfigs.SSL_KEYSTORE_PASSWORD_CONFIG, PASSWORD);
    settings.put(SslConfigs.SSL_KEYSTORE_TYPE_CONFIG, TYPE);
    settings.put(
        SslConfigs.SSL_TRUSTSTORE_LOCATION_CONFIG, store(directory(), "trusted").toString());
    settings.put(SslConfigs.SSL_TRUSTSTORE_PASSWORD_CONFIG, PASSWORD);
    settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, TYPE);
    return settings;
  }
}
