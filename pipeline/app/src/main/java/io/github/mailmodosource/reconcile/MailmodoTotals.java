package io.github.mailmodosource.reconcile;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.beam.sdk.io.FileSystems;

/**
 * What Mailmodo itself counted, by campaign: the answers of {@code POST
 * /api/v1/campaignReports/{campaignId}}, as one object, an array, or JSON lines.
 *
 * @param campaigns in the order of the file, each once
 */
public record MailmodoTotals(List<Campaign> campaigns) {
  /** Mailmodo's fields, and the event that each counts. */
  static final Map<String, String> EVENT_OF_FIELD = eventOfField();

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One campaign.
   *
   * @param id empty if the file names none
   * @param name empty if the file names none
   * @param counts event to how often Mailmodo counted it; without those that it did not count
   */
  public record Campaign(String id, String name, Map<String, Long> counts) {
    /** Without id and name, which may be a person's. */
    @Override
    public String toString() {
      return "Campaign[" + counts.size() + " events]";
    }
  }

  /**
   * Reads a file of any Beam file system.
   *
   * @throws IllegalArgumentException with one clear line
   */
  public static MailmodoTotals read(String file) {
    List<Campaign> campaigns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try (InputStream in =
            Channels.newInputStream(
                FileSystems.open(FileSystems.matchSingleFileSpec(file).resourceId()));
        JsonParser json = JSON.createParser(in)) {
      while (json.nextToken() != null) {
        JsonNode value = json.readValueAsTree();
        for (JsonNode report : value.isArray() ? value : List.of(value)) {
          Campaign campaign = campaign(report, campaigns.size() + 1);
          if (!seen.add(campaign.id().isEmpty() ? "name " + campaign.name() : campaign.id())) {
            throw new IllegalArgumentException(
                "campaign " + key(campaign) + " has two reports; keep one");
          }
          campaigns.add(campaign);
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "invalid JSON in line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new IllegalArgumentException("the file cannot be read: " + e.getMessage(), e);
    }
    if (campaigns.isEmpty()) {
      throw new IllegalArgumentException("it has no campaign report");
    }
    return new MailmodoTotals(List.copyOf(campaigns));
  }

  private static String key(Campaign campaign) {
    return campaign.id().isEmpty() ? campaign.name() : campaign.id();
  }

  private static Campaign campaign(JsonNode report, int place) {
    String id = text(report, "campaignId", "campaign_id", "id");
    String name = text(report, "campaignName", "campaign_name", "name");
    Map<String, Long> counts = new LinkedHashMap<>();
    EVENT_OF_FIELD.forEach(
        (field, event) -> {
          JsonNode value = report.path(field);
          if (!value.isMissingNode() && !value.isNull()) {
            counts.put(event, number(value, field, place));
          }
        });
    if (id.isEmpty() && name.isEmpty()) {
      throw new IllegalArgumentException(
          "report " + place + " has neither campaignId nor campaignName");
    }
    if (counts.isEmpty()) {
      throw new IllegalArgumentException(
          "report " + place + " has none of " + String.join(", ", EVENT_OF_FIELD.keySet()));
    }
    return new Campaign(id, name, counts);
  }

  private static String text(JsonNode report, String... names) {
    for (String name : names) {
      String text = report.path(name).asText("");
      if (!text.isEmpty() && !report.path(name).isNull()) {
        return text;
      }
    }
    return "";
  }

  private static long number(JsonNode value, String field, int place) {
    String text = value.asText();
    if (!text.matches("\\d{1,18}")) {
      throw new IllegalArgumentException(
          "report " + place + ": " + field + " is not a whole number: " + value);
    }
    return Long.parseLong(text);
  }

  private static Map<String, String> eventOfField() {
    Map<String, String> events = new LinkedHashMap<>();
    events.put("sent", "Email Sent");
    events.put("opens", "Email Opened");
    events.put("clicks", "Link Clicked");
    events.put("submission", "Email Form Submitted");
    events.put("complaints", "Email Marked as Spam");
    events.put("bounced", "Email Bounced");
    events.put("unsubscribed", "Email Unsubscribed");
    return events;
  }
}
