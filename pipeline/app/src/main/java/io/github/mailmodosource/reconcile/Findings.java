package io.github.mailmodosource.reconcile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.mailmodosource.match.Difference;
import io.github.mailmodosource.match.Finding;
import io.github.mailmodosource.match.FindingCount;
import io.github.mailmodosource.warehouse.ColumnDifference;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.jspecify.annotations.Nullable;

/**
 * What a match found, in figures and samples, by way of a file from the workers to the report:
 * there may be more campaigns than a runner should have counters.
 *
 * <p>The file has a line for each count ({@code
 * {"count":5,"finding":"missing","day":"2026-11-20","event":"Link Clicked"}}, or with {@code
 * campaign} and {@code campaignName} in place of the day) and for each sample ({@code
 * {"sample":{…}}}).
 */
public record Findings(ReconcileCounts counts, List<Difference> samples) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** How often this was found, in all; {@code EXPECTED} is nothing that is found. */
  public long total(Finding finding) {
    return finding == Finding.EXPECTED ? 0 : counts.get(finding);
  }

  /** The samples as the page shows them. */
  public List<FindingSample> reportSamples() {
    return samples.stream().map(Findings::sample).toList();
  }

  private static FindingSample sample(Difference found) {
    Map<String, String> expected = new LinkedHashMap<>();
    Map<String, String> actual = new LinkedHashMap<>();
    for (ColumnDifference column : found.columns()) {
      if (column.expected() != null) {
        expected.put(column.column(), column.expected());
      }
      if (column.actual() != null) {
        actual.put(column.column(), column.actual());
      }
    }
    String name = found.campaignName().isEmpty() ? found.campaign() : found.campaignName();
    return new FindingSample(
        found.finding(), found.event(), found.messageId(), found.day(), name, expected, actual);
  }

  /** Reads what the workers wrote; no file means that there was nothing at all. */
  public static Findings read(String file) throws IOException {
    Findings findings = new Findings(new ReconcileCounts(), new ArrayList<>());
    try (BufferedReader lines =
        new BufferedReader(
            Channels.newReader(
                FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()),
                StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        findings.add(JSON.readTree(line));
      }
    } catch (FileNotFoundException nothingFound) {
      return findings;
    }
    return findings;
  }

  private void add(JsonNode line) {
    JsonNode sample = line.get("sample");
    if (sample != null) {
      samples.add(difference(sample));
    } else {
      addCount(line);
    }
  }

  private void addCount(JsonNode line) {
    Finding finding = finding(line);
    String event = line.path("event").asText();
    long count = line.path("count").longValue();
    String campaign = line.path("campaign").asText();
    if (campaign.isEmpty()) {
      counts.add(line.path("day").asText(), event, finding, count);
      return;
    }
    counts.addCampaign(campaign, event, finding, count);
    String name = line.path("campaignName").asText();
    if (!name.isEmpty()) {
      counts.nameCampaign(campaign, name);
    }
  }

  static String countLine(FindingCount count, long number) {
    ObjectNode line = JSON.createObjectNode();
    line.put("count", number);
    line.put("finding", count.finding().key());
    if (count.isOfCampaign()) {
      line.put("campaign", count.campaign());
      line.put("campaignName", count.campaignName());
    } else {
      line.put("day", count.day());
    }
    line.put("event", count.event());
    return text(line);
  }

  static String sampleLine(Difference difference) {
    ObjectNode line = JSON.createObjectNode();
    ObjectNode sample = line.putObject("sample");
    sample.put("kind", difference.finding().key());
    sample.put("event", difference.event());
    sample.put("messageId", difference.messageId());
    sample.put("day", difference.day());
    sample.put("campaign", difference.campaign());
    sample.put("campaignName", difference.campaignName());
    sample.put("rows", difference.rows());
    putColumns(sample, difference);
    return text(line);
  }

  /**
   * A line of {@code differences.jsonl}: {@code kind}, {@code event}, {@code messageId}, {@code
   * differences} (of a mismatched event: {@code column}, {@code expected}, {@code actual}, null
   * where there is no value; else empty).
   */
  static String differenceLine(Difference difference) {
    ObjectNode line = JSON.createObjectNode();
    line.put("kind", difference.finding().key());
    line.put("event", difference.event());
    line.put("messageId", difference.messageId());
    putColumns(line, difference);
    return text(line);
  }

  private static void putColumns(ObjectNode to, Difference difference) {
    ArrayNode columns = to.putArray("differences");
    for (ColumnDifference column : difference.columns()) {
      ObjectNode node = columns.addObject();
      node.put("column", column.column());
      node.put("expected", column.expected());
      node.put("actual", column.actual());
    }
  }

  private static Difference difference(JsonNode sample) {
    List<ColumnDifference> columns = new ArrayList<>();
    for (JsonNode column : sample.path("differences")) {
      columns.add(
          new ColumnDifference(
              column.path("column").asText(),
              nullable(column.path("expected")),
              nullable(column.path("actual"))));
    }
    return new Difference(
        Finding.valueOf(sample.path("kind").asText().toUpperCase(Locale.ROOT)),
        sample.path("event").asText(),
        sample.path("messageId").asText(),
        sample.path("day").asText(),
        sample.path("campaign").asText(),
        sample.path("campaignName").asText(),
        columns,
        sample.path("rows").longValue());
  }

  private static Finding finding(JsonNode line) {
    return Finding.valueOf(line.path("finding").asText().toUpperCase(Locale.ROOT));
  }

  private static @Nullable String nullable(JsonNode value) {
    return value.textValue();
  }

  private static String text(ObjectNode line) {
    try {
      return JSON.writeValueAsString(line);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of text and numbers can be written", e);
    }
  }
}
