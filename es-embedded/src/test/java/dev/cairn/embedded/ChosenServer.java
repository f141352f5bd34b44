package dev.cairn.embedded;

/**
 * A program of its own that prints what {@link Servers#postgres} gives or throws; or, with an argument,
 * {@link Servers#kafka}.
 */
final class ChosenServer {

  private ChosenServer() {}

  public static void main(String[] args) throws Exception {
    try (AutoCloseable server = args.length == 0 ? Servers.postgres() : Servers.kafka()) {
      System.out.println(server.getClass().getSimpleName());
    } catch (EmbeddedServerException e) {
      System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
    }
  }
}
