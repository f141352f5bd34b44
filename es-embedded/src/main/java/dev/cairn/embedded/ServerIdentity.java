package dev.cairn.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What has to be remembered beside the data of a server to open them again.
 *
 * @param password of the user {@value #USER}; random, since every user of the machine can connect to
 *     127.0.0.1
 * @param rootDrop how the data were made
 * @param port where the server listened last; 0 if it never did
 */
record ServerIdentity(String password, RootDrop rootDrop, int port) {

  static final String USER = "cairn";

  static final FileAttribute<Set<PosixFilePermission>> FOR_THIS_USER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  static ServerIdentity create(RootDrop rootDrop) {
    byte[] random = new byte[16];
    new SecureRandom().nextBytes(random);
    return new ServerIdentity(HexFormat.of().formatHex(random), rootDrop, 0);
  }

  ServerIdentity withPort(int number) {
    return new ServerIdentity(password, rootDrop, number);
  }

  static ServerIdentity read(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file)) {
      properties.load(in);
      return new ServerIdentity(
          required(properties, "password"),
          RootDrop.valueOf(required(properties, "root-drop")),
          Integer.parseInt(required(properties, "port")));
    } catch (IOException | IllegalArgumentException e) {
      throw new ServerFileException("read what is known of the data from", file, e);
    }
  }

  private static String required(Properties properties, String name) throws IOException {
    @Nullable String value = properties.getProperty(name);
    if (value == null) {
      throw new IOException("it does not name the " + name);
    }
    return value;
  }

  /** Writes all of it or nothing, for this user only. */
  void write(Path file) {
    Properties properties = new Properties();
    properties.setProperty("user", USER);
    properties.setProperty("password", password);
    properties.setProperty("root-drop", rootDrop.name());
    properties.setProperty("port", String.valueOf(port));
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, FOR_THIS_USER_ONLY);
      try (Writer out = Files.newBufferedWriter(fresh)) {
        properties.store(out, "How to connect to the server whose data are here");
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerFileException("write", file, e);
    }
  }
}
