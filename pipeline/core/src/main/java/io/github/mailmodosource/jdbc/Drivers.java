package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.failure.JobStoppedException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
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
 * Finds the driver of a URL: in the jars that {@code --jdbcDrivers} names, else among those that
 * come along. Each list of jars has a class loader of its own, which sees Java and nothing of ours,
 * so that what a driver packs does not meet what Beam packs.
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
            () -> JobStoppedException.of("no driver understands " + url + ": " + mend(url)));
  }

  private static String mend(DatabaseUrl url) {
    return url.url().startsWith("jdbc:mysql:")
        ? "write jdbc:mariadb://..., whose driver comes along and knows MySQL too, or name the jar"
            + " of MySQL's by --jdbcDrivers=PATH"
        : "drivers of PostgreSQL and MariaDB come along; name the jar of any other by"
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
      Path path = Path.of(jar);
      if (!Files.isReadable(path)) {
        throw JobStoppedException.of(
            "--jdbcDrivers: " + jar + " cannot be read here: it must be there on every worker");
      }
      try {
        urls.add(path.toUri().toURL());
      } catch (MalformedURLException e) {
        throw JobStoppedException.of("--jdbcDrivers: " + jar + " is no path of a jar", e);
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
