package io.github.mailmodosource.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import org.apache.beam.sdk.io.FileSystems;

/** Writes {@code report.json} and {@code report.html} into a folder of any Beam file system. */
public final class ReportFiles {
  private static final String PLACEHOLDER = "\"REPORT_JSON\"";

  private ReportFiles() {}

  /**
   * Writes both files, in place of older ones.
   *
   * @throws JobStoppedException with one clear line if the folder cannot be written
   */
  public static void write(RunReport report, String folder) {
    String json = report.json();
    try {
      write(folder + "/report.json", "application/json", json);
      write(folder + "/report.html", "text/html", page(json));
    } catch (IOException e) {
      throw new JobStoppedException(
          "the report cannot be written to " + folder + ": " + e.getMessage(), e);
    }
  }

  private static String page(String json) throws IOException {
    try (InputStream in = ReportFiles.class.getResourceAsStream("report.html")) {
      if (in == null) {
        throw new IllegalStateException("report.html is not in the jar");
      }
      String page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return page.replace(PLACEHOLDER, json.replace("<", "\\u003c"));
    }
  }

  private static void write(String file, String type, String text) throws IOException {
    try (OutputStream out =
        Channels.newOutputStream(
            FileSystems.create(FileSystems.matchNewResource(file, false), type))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
