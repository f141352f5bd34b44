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
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/** A file of names and values that may be secret. */
record PropertiesFile(Path path) {

  static final FileAttribute<Set<PosixFilePermission>> FOR_THIS_USER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  Map<String, String> read() throws IOException {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(path)) {
      properties.load(in);
    } catch (IllegalArgumentException e) {
      throw new IOException("it is no file of properties", e);
    }
    Map<String, String> values = new TreeMap<>();
    properties
        .stringPropertyNames()
        .forEach(name -> values.put(name, properties.getProperty(name)));
    return values;
  }

  /** Writes all of it or nothing, for this user only. */
  void write(Map<String, String> values, String comment) {
    Properties properties = new Properties();
    properties.putAll(values);
    Path fresh = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(fresh);
      Files.createFile(fresh, FOR_THIS_USER_ONLY);
      try (Writer out = Files.newBufferedWriter(fresh)) {
        properties.store(out, comment);
      }
      Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new ServerFileException("write", path, e);
    }
  }
}
