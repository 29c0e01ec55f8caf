package io.github.mailmodosource.jdbc;

import io.github.mailmodosource.servers.TestDatabases;
import java.nio.file.Path;
import java.time.Duration;

/** A user of the test servers who reads, as the options of a job would name her. */
public final class ReadingUser {
  private ReadingUser() {}

  /** What {@link TestDatabases#USER} reads; the file with her password comes into the folder. */
  public static Database at(String url, Path folder, Duration statementTimeout, Duration retryFor) {
    String password = "file:" + TestDatabases.passwordFile(folder);
    return Database.of(
        "activity", url, TestDatabases.USER, password, null, statementTimeout, retryFor);
  }
}
