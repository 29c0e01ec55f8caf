package io.github.mailmodosource.report;

import io.github.mailmodosource.failure.JobStoppedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;

/** Writes {@code report.json} and {@code report.html} into a folder of any Beam file system. */
public final class ReportFiles {
  private ReportFiles() {}

  /**
   * Writes both files, in place of older ones.
   *
   * @throws JobStoppedException with one clear line if the folder cannot be written
   */
  public static void write(RunReport report, String folder) {
    write(folder, report.json(), report.json());
  }

  /**
   * Writes both files, in place of older ones.
   *
   * @param json the text of {@code report.json}
   * @param shown what the page shows, as JSON
   * @throws JobStoppedException with one clear line if the folder cannot be written
   */
  public static void write(String folder, String json, String shown) {
    try {
      writeFile(folder + "/report.json", "application/json", json);
      writeFile(folder + "/report.html", "text/html", ReportPage.of(shown));
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the report cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static void writeFile(String file, String type, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(file, false), type))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
