import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An empty PostgreSQL server for the demo. Writes its port to the file that is named, as soon as it
 * answers, and runs until it is ended.
 */
class Postgres {
  public static void main(String[] args) throws Exception {
    EmbeddedPostgres server = EmbeddedPostgres.builder().start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
    Path whole = Files.writeString(Path.of(args[0] + ".new"), String.valueOf(server.getPort()));
    Files.move(whole, Path.of(args[0])); // whoever sees the file sees all of it
    Thread.currentThread().join();
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      System.err.println("the demo's database did not end: " + e.getMessage());
    }
  }
}
