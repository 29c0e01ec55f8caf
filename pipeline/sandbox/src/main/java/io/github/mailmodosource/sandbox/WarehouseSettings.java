package io.github.mailmodosource.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The database that the sandbox loads into as Segment loads a warehouse, and what it loses on the
 * way.
 *
 * @param url {@code jdbc:postgresql:…} or {@code jdbc:mariadb:…}, without a password
 * @param password null if none is needed
 * @param schema the schema of the source, made if it is not there
 * @param loseEvery every so manieth new event is accepted and never loaded; 0 for none
 * @param lose tables and UTC days of which the same happens to all: {@code link_clicked:2026-11-03}
 */
public record WarehouseSettings(
    String url,
    @Nullable String user,
    @Nullable String password,
    String schema,
    int loseEvery,
    List<String> lose) {
  /** In the query part, or in front of the host. */
  private static final Pattern PASSWORD =
      Pattern.compile("(?i)[?&;]password=|//[^/@]*:[^/@]*@|[?&;]sslpassword=");

  private static final Pattern TABLE_AND_DAY = Pattern.compile("[a-z0-9_]+:\\d{4}-\\d{2}-\\d{2}");

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException names the option at fault in one line
   */
  public WarehouseSettings {
    if (PASSWORD.matcher(url).find()) {
      throw new IllegalArgumentException(
          "--warehouse contains a password, which the process list shows; take it out and name it"
              + " with --warehousePassword=env:NAME or file:PATH");
    }
    SqlDialect.of(url);
    if (schema.isBlank()) {
      throw new IllegalArgumentException("--warehouseSchema is empty; use a name such as mailmodo");
    }
    if (loseEvery < 0) {
      throw new IllegalArgumentException("--loseEvery must not be negative");
    }
    lose = List.copyOf(lose);
    for (String item : lose) {
      if (!TABLE_AND_DAY.matcher(item).matches()) {
        throw new IllegalArgumentException(
            "--lose="
                + item
                + " is not a table and a day; use one such as link_clicked:2026-11-03");
      }
    }
  }

  /** A warehouse that gets everything. */
  public static WarehouseSettings of(
      String url, @Nullable String user, @Nullable String password, String schema) {
    return new WarehouseSettings(url, user, password, schema, 0, List.of());
  }

  public WarehouseSettings withLoseEvery(int value) {
    return new WarehouseSettings(url, user, password, schema, value, lose);
  }

  public WarehouseSettings withLose(String... values) {
    return new WarehouseSettings(url, user, password, schema, loseEvery, Arrays.asList(values));
  }

  /** The password is a secret: a record would print it. */
  @Override
  public String toString() {
    return "WarehouseSettings[url=%s, user=%s, schema=%s, loseEvery=%d, lose=%s]"
        .formatted(url, user, schema, loseEvery, lose);
  }
}
