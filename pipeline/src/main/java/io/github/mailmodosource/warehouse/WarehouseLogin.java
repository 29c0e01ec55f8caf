package io.github.mailmodosource.warehouse;

import io.github.mailmodosource.report.JobStoppedException;
import io.github.mailmodosource.secret.SecretReference;
import java.io.Serializable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.jspecify.annotations.Nullable;

/**
 * The warehouse, and how to log in. The password is read where a connection is made, so that it is
 * neither in the job graph nor in what a cluster keeps of it.
 *
 * @param password null for a database that asks for none
 */
public record WarehouseLogin(String url, @Nullable String user, @Nullable SecretReference password)
    implements Serializable {
  private static final Pattern SECRET =
      Pattern.compile(
          "(?i)(password|passwd|passcode|pwd|secret|token)\\w*\\s*=\\s*[^;&]|//[^/@?;]*:[^/@?;]*@");

  /**
   * Takes a URL without a secret.
   *
   * @throws IllegalArgumentException with one clear line, which does not repeat the secret
   */
  public WarehouseLogin {
    if (!url.startsWith("jdbc:")) {
      throw new IllegalArgumentException(
          "the warehouse is named by its JDBC URL, such as jdbc:postgresql://host/database");
    }
    if (SECRET.matcher(url).find()) {
      throw new IllegalArgumentException(
          "the URL holds a password or another secret, and options are seen in the process list and"
              + " in logs: take it out, and name where it is by"
              + " --warehousePassword=env:NAME or file:PATH");
    }
  }

  SqlStyle style() {
    return SqlStyle.of(url);
  }

  /**
   * A connection that only reads.
   *
   * @throws JobStoppedException with one clear line
   */
  Connection connect() {
    try {
      return dataSource().getConnection();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** What a driver says, in its first line; the others may hold values of rows. */
  JobStoppedException failure(SQLException e) {
    Throwable cause = e.getCause() instanceof SQLException driver ? driver : e;
    String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    return new JobStoppedException(
        "the warehouse "
            + url.replaceFirst("[?;].*", "")
            + " cannot be read: "
            + said
            + " (check --warehouse, --warehouseUser and --warehousePassword; nothing was changed"
            + " there, so reconcile can be run again)",
        e);
  }

  /**
   * Connections whose session is in UTC, so that a time without a zone is what Segment wrote. One
   * that is given back is closed: a reader needs one, once.
   */
  DataSource dataSource() {
    BasicDataSource connections = new BasicDataSource();
    connections.setUrl(url);
    if (user != null) {
      connections.setUsername(user);
    }
    if (password != null) {
      connections.setPassword(password.read());
    }
    connections.setMaxIdle(0);
    connections.setDefaultReadOnly(true);
    connections.setConnectionInitSqls(
        switch (style()) {
          case POSTGRESQL -> List.of("SET TIME ZONE 'UTC'");
          case MYSQL -> List.of("SET time_zone = '+00:00'");
          default -> List.of();
        });
    return connections;
  }

  /** Without the secret, which it does not have. */
  @Override
  public String toString() {
    return url.replaceFirst("[?;].*", "");
  }
}
