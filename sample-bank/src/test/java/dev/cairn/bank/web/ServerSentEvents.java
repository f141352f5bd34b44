package dev.cairn.bank.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads the messages of a feed, one after the other. */
public final class ServerSentEvents implements AutoCloseable {

  private final BufferedReader lines;

  public ServerSentEvents(InputStream stream) {
    this.lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** A message; the id is empty if it has none. */
  public record Message(String id, String event, JsonNode data) {}

  /** The next message of a kind; others are passed over. */
  public Message next(String event) throws IOException {
    Message next;
    do {
      next = next();
    } while (!next.event().equals(event));
    return next;
  }

  private Message next() throws IOException {
    String id = "";
    String event = "";
    String data = "";
    while (true) {
      String line = lines.readLine();
      if (line == null) {
        throw new IOException("The feed has ended");
      } else if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("event: ")) {
        event = line.substring(7);
      } else if (line.startsWith("data: ")) {
        data = line.substring(6);
      } else if (line.isEmpty() && !event.isEmpty()) {
        return new Message(id, event, new ObjectMapper().readTree(data));
      }
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
