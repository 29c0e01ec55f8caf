package io.github.mailmodosource.report;

import io.github.mailmodosource.failure.JobStoppedException;
import io.github.mailmodosource.lines.WholeFile;
import io.github.mailmodosource.lines.WholeFile.Access;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Writes {@code report.json} and {@code report.html} into a folder of any Beam file system.
 * Addresses in them are masked, so who may read them is left to the user's umask.
 */
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
    try (WholeFile data =
            WholeFile.beside(folder + "/report.json", "application/json", Access.UMASK);
        WholeFile page = WholeFile.beside(folder + "/report.html", "text/html", Access.UMASK)) {
      data.out().write(json.getBytes(StandardCharsets.UTF_8));
      page.out().write(ReportPage.of(shown).getBytes(StandardCharsets.UTF_8));
      // Both are whole before one is seen, so that neither tells of a run that the other lacks.
      data.seal();
      page.seal();
      page.putInPlace();
      data.putInPlace();
    } catch (IOException e) {
      throw JobStoppedException.of(
          "the report cannot be written to " + folder + ": " + WholeFile.why(e), e);
    }
  }
}
