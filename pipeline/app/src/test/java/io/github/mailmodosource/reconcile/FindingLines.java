package io.github.mailmodosource.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.mailmodosource.JobProbe;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The lines of what workers found, each count for itself. */
final class FindingLines {
  private FindingLines() {}

  /** None if there is no file. */
  static Map<FindingCount, Long> counts(Path file) throws IOException {
    Map<FindingCount, Long> counts = new HashMap<>();
    if (Files.exists(file)) {
      for (String text : Files.readAllLines(file)) {
        JsonNode line = JobProbe.parse(text);
        if (line.has("count")) {
          counts.merge(count(line), line.get("count").longValue(), Long::sum);
        }
      }
    }
    return counts;
  }

  private static FindingCount count(JsonNode line) {
    return new FindingCount(
        Finding.valueOf(line.path("finding").asText().toUpperCase(Locale.ROOT)),
        line.path("day").asText(),
        line.path("event").asText(),
        line.path("campaign").asText(),
        line.path("campaignName").asText());
  }
}
