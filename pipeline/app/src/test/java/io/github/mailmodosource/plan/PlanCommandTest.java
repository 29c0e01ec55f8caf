package io.github.mailmodosource.plan;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.github.mailmodosource.JobProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The seven events as JSON Schema, checked with a validator that is not ours. */
class PlanCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> COMMON =
      List.of(
          "email_id",
          "email_subject",
          "email_type",
          "template_id",
          "template_name",
          "campaign_id",
          "campaign_name",
          "campaign_type",
          "campaign_trigger_source");

  private static JsonNode plan;

  @BeforeAll
  static void printThePlan(@TempDir Path folder) throws Exception {
    JobProbe.Result result = JobProbe.run(folder, List.of("plan"));
    assertThat(result.err(), result.exitCode(), is(0));
    plan = JSON.readTree(result.out());
  }

  @Test
  void eachOfTheSevenEventsHasARuleOfTheFormThatSegmentsPublicApiTakes() {
    List<String> keys = new ArrayList<>();
    for (JsonNode rule : plan.path("rules")) {
      assertThat(rule.path("type").asText(), is("TRACK"));
      assertThat(rule.path("version").asInt(), is(1));
      assertThat(
          rule.at("/jsonSchema/$schema").asText(), is("http://json-schema.org/draft-07/schema#"));
      keys.add(rule.path("key").asText());
    }
    assertThat(
        keys,
        contains(
            "Email Sent",
            "Email Opened",
            "Link Clicked",
            "Email Form Submitted",
            "Email Marked as Spam",
            "Email Bounced",
            "Email Unsubscribed"));
  }

  @Test
  void eachEventHasThePropertiesOfTheContract() {
    Map<String, List<String>> own =
        Map.of(
            "Email Sent", List.of(),
            "Email Opened", List.of("apple_privacy_open"),
            "Link Clicked", List.of("link_id", "link_url"),
            "Email Form Submitted", List.of("form_id", "form_name", "submission_type"),
            "Email Marked as Spam", List.of(),
            "Email Bounced", List.of("reason", "is_hard_bounce"),
            "Email Unsubscribed", List.of("reason"));
    for (JsonNode rule : plan.path("rules")) {
      String event = rule.path("key").asText();
      Set<String> expected = new TreeSet<>(COMMON);
      expected.addAll(own.getOrDefault(event, List.of()));
      assertThat(event, namesIn(properties(rule)), is(expected));
    }
  }

  @Test
  void theTwoBooleansAreBooleansAndAllOthersAreStrings() {
    for (JsonNode rule : plan.path("rules")) {
      properties(rule)
          .properties()
          .forEach(
              property ->
                  assertThat(
                      property.getKey(),
                      property.getValue().path("type").asText(),
                      is(
                          Set.of("apple_privacy_open", "is_hard_bounce").contains(property.getKey())
                              ? "boolean"
                              : "string")));
    }
  }

  @Test
  void everyGoldenPayloadIsValidAndHasNoPropertyThatIsNotInThePlan() throws Exception {
    Set<String> seen = new TreeSet<>();
    for (JsonNode payload : goldenPayloads()) {
      String event = payload.path("event").asText();
      assertThat(payload.toString(), faults(payload), is(empty()));
      Set<String> others = new TreeSet<>(namesIn(payload.path("properties")));
      others.removeAll(namesIn(properties(rule(event))));
      assertThat(payload.toString(), others, is(empty()));
      seen.add(event);
    }
    assertThat(seen.size(), is(7));
  }

  @Test
  void aBooleanThatIsTextIsNotValid() throws Exception {
    JsonNode opened =
        goldenPayloads().stream()
            .filter(payload -> payload.path("properties").has("apple_privacy_open"))
            .findFirst()
            .orElseThrow();
    ObjectNode wrong = opened.deepCopy();
    ((ObjectNode) wrong.path("properties")).put("apple_privacy_open", "true");
    assertThat(faults(wrong), hasItem(containsString("apple_privacy_open")));
  }

  @Test
  void anEventWithoutTheAddressOfItsContactIsNotValid() throws Exception {
    ObjectNode wrong = goldenPayloads().get(0).deepCopy();
    ((ObjectNode) wrong.path("context")).remove("traits");
    assertThat(faults(wrong), is(not(empty())));
  }

  private static JsonNode properties(JsonNode rule) {
    return rule.at("/jsonSchema/properties/properties/properties");
  }

  private static Set<String> namesIn(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode rule(String event) {
    for (JsonNode rule : plan.path("rules")) {
      if (rule.path("key").asText().equals(event)) {
        return rule;
      }
    }
    throw new AssertionError("there is no rule for " + event);
  }

  private static List<String> faults(JsonNode payload) {
    JsonNode rule = rule(payload.path("event").asText());
    return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V7)
        .getSchema(rule.path("jsonSchema"))
        .validate(payload.toString(), InputFormat.JSON)
        .stream()
        .map(ValidationMessage::getMessage)
        .toList();
  }

  private static List<JsonNode> goldenPayloads() throws IOException {
    Path folder = Path.of("pipeline/app/src/test/resources/golden");
    List<JsonNode> payloads = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".golden")).sorted().toList()) {
        for (String line : Files.readAllLines(file)) {
          payloads.add(JSON.readTree(line));
        }
      }
    }
    return payloads;
  }
}
