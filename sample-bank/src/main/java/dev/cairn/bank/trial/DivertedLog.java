package dev.cairn.bank.trial;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;

/**
 * What the parts of the bank log goes into a file until this is closed: where faults are wanted, warnings of them
 * would bury what the command itself has to say.
 */
public final class DivertedLog implements AutoCloseable {

  private static final String PATTERN = "%d{HH:mm:ss.SSS} %-5level %logger{0} - %msg%n";

  private final Path path;
  private final Logger root;
  private final List<Appender<ILoggingEvent>> usual;
  private final FileAppender<ILoggingEvent> file;

  private DivertedLog(
      Path path,
      Logger root,
      List<Appender<ILoggingEvent>> usual,
      FileAppender<ILoggingEvent> file) {
    this.path = path;
    this.root = root;
    this.usual = usual;
    this.file = file;
  }

  /** Adds to the file, which is made if it is not there, and its directory too. */
  public static DivertedLog into(Path path) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    List<Appender<ILoggingEvent>> usual = new ArrayList<>();
    root.iteratorForAppenders().forEachRemaining(usual::add);
    FileAppender<ILoggingEvent> file = file(path, context);
    root.addAppender(file);
    usual.forEach(root::detachAppender);
    return new DivertedLog(path, root, usual, file);
  }

  private static FileAppender<ILoggingEvent> file(Path path, LoggerContext context) {
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(context);
    encoder.setPattern(PATTERN);
    encoder.start();
    FileAppender<ILoggingEvent> file = new FileAppender<>();
    file.setContext(context);
    file.setFile(path.toString());
    file.setEncoder(encoder);
    file.start();
    return file;
  }

  /** Where to look. */
  public Path file() {
    return path;
  }

  @Override
  public void close() {
    usual.forEach(root::addAppender);
    root.detachAppender(file);
    file.stop();
  }
}
