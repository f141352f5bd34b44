package dev.cairn.outbox.settings;

import dev.cairn.outbox.settings.UnresolvedReferencesException.Reference;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.jspecify.annotations.Nullable;

/** Puts secrets in the place of the references to them; what it puts in is not looked at again. */
final class SecretReferences {

  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{([A-Za-z]\\w*):([^}]*)}");
  /** No secret is as long as this; a path that leads to some device may never end. */
  private static final int LONGEST_FILE = 1 << 20;

  private final UnaryOperator<@Nullable String> environment;
  private final List<Reference> unresolved = new ArrayList<>();

  SecretReferences(UnaryOperator<@Nullable String> environment) {
    this.environment = environment;
  }

  SortedMap<String, String> resolved(Map<String, String> raw) {
    String providers = raw.getOrDefault(AbstractConfig.CONFIG_PROVIDERS_CONFIG, "");
    Set<String> leftToKafka = Set.copyOf(List.of(providers.strip().split("\\s*,\\s*")));
    SortedMap<String, String> resolved = new TreeMap<>();
    raw.forEach((key, value) -> resolved.put(key, resolved(key, value, leftToKafka)));
    if (!unresolved.isEmpty()) {
      throw new UnresolvedReferencesException(unresolved);
    }
    return resolved;
  }

  private String resolved(String key, String value, Set<String> leftToKafka) {
    Matcher reference = REFERENCE.matcher(value);
    StringBuilder result = new StringBuilder();
    while (reference.find()) {
      String replacement = reference.group().substring(reference.group(1).length());
      if (reference.group(1).isEmpty() && !leftToKafka.contains(reference.group(2))) {
        String secret = secret(key, reference.group(2), reference.group(3));
        boolean quoted =
            key.equals(SaslConfigs.SASL_JAAS_CONFIG) && inQuotes(value, reference.start());
        replacement = quoted ? escaped(secret) : secret;
      }
      reference.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    return reference.appendTail(result).toString();
  }

  private String secret(String key, String source, String name) {
    return switch (source) {
      case "env" -> variable(key, name);
      case "file" -> content(key, name);
      default -> {
        // What stands there may be part of a password by chance, so it is not repeated.
        unresolved.add(new Reference(key, "another source", "is neither env nor file"));
        yield "";
      }
    };
  }

  private String variable(String key, String name) {
    String value = environment.apply(name);
    if (value == null) {
      unresolved.add(new Reference(key, "environment variable " + name, "is not set"));
      return "";
    }
    return value;
  }

  private String content(String key, String name) {
    String problem;
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(LONGEST_FILE + 1);
      if (bytes.length <= LONGEST_FILE) {
        return withoutLastNewline(
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
      }
      problem = "is longer than " + LONGEST_FILE + " bytes";
    } catch (NoSuchFileException e) {
      problem = "does not exist";
    } catch (AccessDeniedException e) {
      problem = "may not be read by this user";
    } catch (CharacterCodingException e) {
      problem = "is not text in UTF-8";
    } catch (InvalidPathException e) {
      problem = "has a name that cannot be";
    } catch (IOException e) {
      problem = Files.isDirectory(Path.of(name)) ? "is a directory" : "cannot be read";
    }
    unresolved.add(new Reference(key, "file " + name, problem));
    return "";
  }

  private static String withoutLastNewline(String text) {
    return text.replaceFirst("\\r?\\n\\z", "");
  }

  private static boolean inQuotes(String value, int end) {
    boolean open = false;
    for (int i = 0; i < end; i++) {
      if (value.charAt(i) == '\\') {
        i++;
      } else if (value.charAt(i) == '"') {
        open = !open;
      }
    }
    return open;
  }

  /** As Kafka's reader of JAAS configurations, a StreamTokenizer, takes it out of quotes again. */
  private static String escaped(String secret) {
    return secret
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r");
  }
}
