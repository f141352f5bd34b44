package dev.cairn.embedded;

import static java.util.Objects.requireNonNull;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of the server, unpacked once per user into the cache, under a name that says which
 * archive they came from.
 *
 * @param directory holds {@code bin}, {@code lib} and {@code share}
 * @param platform what they run on
 */
record PostgresBinaries(Path directory, Platform platform) {

  private static final Duration UNPACKING = Duration.ofMinutes(2);

  /**
   * The programs for this machine, unpacked if they are not yet, where the user who runs them can reach
   * them.
   *
   * @throws UnsupportedPlatformException if the class path holds none
   */
  static PostgresBinaries forThisMachine(RootDrop rootDrop) {
    Platform platform = Platform.current();
    return unpackedIn(
        rootDrop == RootDrop.NOBODY
            ? CacheDirectory.forEverybody("postgres")
            : CacheDirectory.of("postgres"),
        platform);
  }

  static PostgresBinaries unpackedIn(Path cache, Platform platform) {
    URL archive = PostgresBinaries.class.getResource("/" + platform.archive());
    if (archive == null) {
      throw UnsupportedPlatformException.ofPostgres(platform.name(), platform.artifact());
    }
    try {
      String name = platform.archive().replace(".txz", "") + "-" + checksum(archive);
      PostgresBinaries binaries = new PostgresBinaries(cache.resolve(name), platform);
      if (!binaries.areComplete()) {
        binaries.unpack(archive);
      }
      return binaries;
    } catch (IOException e) {
      throw new ServerFileException("unpack " + platform.archive() + " into", cache, e);
    }
  }

  Path program(String name) {
    return directory.resolve("bin").resolve(name);
  }

  private boolean areComplete() {
    return Stream.of("postgres", "initdb").allMatch(name -> Files.isExecutable(program(name)));
  }

  /**
   * The lock only spares a second process the work. That nobody ever sees half of it is due to the
   * rename at the end.
   */
  private void unpack(URL archive) throws IOException {
    Path cache = requireNonNull(directory.getParent());
    DirectoryLock lock = DirectoryLock.await(cache, UNPACKING);
    try {
      if (areComplete()) {
        return;
      }
      Path fresh = cache.resolve(directory.getFileName() + ".unpacking");
      Trees.delete(fresh); // of a process that died while it unpacked
      TarArchive.makeDirectory(fresh);
      try (InputStream in = new XZInputStream(new BufferedInputStream(archive.openStream()))) {
        new TarArchive(in).unpackInto(fresh);
      }
      Trees.delete(directory); // somebody has deleted parts of it
      Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      lock.close();
    }
  }

  /** A jar knows the checksum of what it holds, so that 15 MB need not be read at every start. */
  private static String checksum(URL archive) throws IOException {
    URLConnection connection = archive.openConnection();
    if (connection instanceof JarURLConnection jar) {
      long known = jar.getJarEntry().getCrc();
      if (known != -1) {
        return String.format("%08x", known);
      }
    }
    CRC32 crc = new CRC32();
    try (InputStream in = new CheckedInputStream(archive.openStream(), crc)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return String.format("%08x", crc.getValue());
  }
}
