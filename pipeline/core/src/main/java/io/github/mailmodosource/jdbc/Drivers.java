package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.failure.JobStoppedException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds the driver of a URL: in the jars that {@code --jdbcDrivers} names, else on the class path.
 * Each list of jars has a class loader of its own, which sees Java and nothing of ours, so that
 * what a driver packs does not meet what Beam packs.
 */
final class Drivers {
  private static final Map<List<String>, ClassLoader> LOADERS = new ConcurrentHashMap<>();

  private Drivers() {}

  /**
   * The driver of this URL.
   *
   * @throws JobStoppedException with one clear line if there is none
   */
  static Driver find(DatabaseUrl url, List<String> jars) {
    if (!jars.isEmpty()) {
      Optional<Driver> driver = find(url, LOADERS.computeIfAbsent(jars, Drivers::loader));
      if (driver.isPresent()) {
        return driver.get();
      }
    }
    return find(url, Drivers.class.getClassLoader())
        .orElseThrow(
            () -> JobStoppedException.of("no JDBC driver accepts " + url + "; " + advice(url)));
  }

  private static String advice(DatabaseUrl url) {
    return url.url().startsWith("jdbc:mysql:")
        ? "use jdbc:mariadb://..., whose driver is included and works with MySQL too, or name the"
            + " jar of MySQL's own driver with --jdbcDrivers=PATH"
        : "the drivers of PostgreSQL and MariaDB are included; name the jar of any other with"
            + " --jdbcDrivers=PATH";
  }

  private static Optional<Driver> find(DatabaseUrl url, ClassLoader loader) {
    for (Driver driver : ServiceLoader.load(Driver.class, loader)) {
      if (accepts(driver, url)) {
        return Optional.of(driver);
      }
    }
    return Optional.empty();
  }

  private static boolean accepts(Driver driver, DatabaseUrl url) {
    try {
      return driver.acceptsURL(url.url());
    } catch (SQLException malformed) {
      // It says so again, and why, when it is to connect.
      return true;
    }
  }

  private static ClassLoader loader(List<String> jars) {
    List<URL> urls = new ArrayList<>();
    for (String jar : jars) {
      Path path;
      try {
        path = Path.of(jar);
      } catch (InvalidPathException e) {
        throw JobStoppedException.of("--jdbcDrivers: " + jar + " is not a valid path", e);
      }
      if (!Files.isReadable(path)) {
        throw JobStoppedException.of(
            "--jdbcDrivers: "
                + jar
                + " cannot be read here; the jar must be at this path on every worker");
      }
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException e) {
        throw JobStoppedException.of("--jdbcDrivers: " + jar + " is not a valid path", e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
