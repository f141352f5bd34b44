package dev.cairn.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered beside the data of a PostgreSQL server to open them again.
 *
 * @param password of the user {@value #USER}; random, since every user of the machine can connect to
 *     127.0.0.1
 * @param rootDrop how the data were made
 * @param port where the server listened last; 0 if it never did
 */
record ServerIdentity(String password, RootDrop rootDrop, int port) {

  static final String USER = "cairn";

  static ServerIdentity create(RootDrop rootDrop) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return new ServerIdentity(HexFormat.of().formatHex(random), rootDrop, 0);
  }

  ServerIdentity withPort(int number) {
    return new ServerIdentity(password, rootDrop, number);
  }

  static ServerIdentity read(Path file) {
    try {
      Map<String, String> properties = new PropertiesFile(file).read();
      return new ServerIdentity(
          required(properties, "password"),
          RootDrop.valueOf(required(properties, "root-drop")),
          Integer.parseInt(required(properties, "port")));
    } catch (IOException | IllegalArgumentException e) {
      throw new ServerFileException("read what is known of the data from", file, e);
    }
  }

  private static String required(Map<String, String> properties, String name) throws IOException {
    @Nullable String value = properties.get(name);
    if (value == null) {
      throw new IOException("it does not name the " + name);
    }
    return value;
  }

  /** Writes all of it or nothing, for this user only. */
  void write(Path file) {
    Map<String, String> properties = Map.of(
        "user",
        USER,
        "password",
        password,
        "root-drop",
        rootDrop.name(),
        "port",
        String.valueOf(port));
    new PropertiesFile(file).write(properties, "How to connect to the server whose data are here");
  }
}
