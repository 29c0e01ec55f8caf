package io.github.mailmodosource.protocols;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tracking Plans as users have them, written for tests. */
public final class TestPlans {
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

  private TestPlans() {}

  /**
   * What the Public API answers for a plan that the demo's 41 events violate in many ways: 16 of 41
   * are not planned under their name, all 5 clicks have a {@code link_url} that is not, and 2 of
   * them no {@code link_id}; all 8 opens have a boolean where the oldest version wants a text; 1
   * bounce has a reason that is not allowed, and 2 of those who unsubscribed have one at all.
   */
  public static String strict() {
    return answer(
        rule("email sent", 1, Map.of(), "", ""),
        rule("Email Opened", 2, Map.of("apple_privacy_open", "{'type':'boolean'}"), "", ""),
        rule("Email Opened", 1, Map.of("apple_privacy_open", "{'type':'string'}"), "", ""),
        rule("Link Clicked", 1, Map.of("link_id", "{}"), ",'required':['link_id']", ""),
        rule(
            "Email Form Submitted",
            1,
            Map.of("form_id", "{}", "form_name", "{}", "submission_type", "{}"),
            "",
            ""),
        rule("Email Marked as Spam", 1, Map.of(), "", ""),
        rule(
            "Email Bounced",
            1,
            Map.of(
                "is_hard_bounce",
                "{}",
                "reason",
                "{'enum':['mailbox full\\nsecond line of the reply']}"),
            "",
            ""),
        rule("Email Unsubscribed", 1, Map.of(), ",'additionalProperties':false", ""),
        "{'type':'IDENTIFY','key':null,'version':1,'jsonSchema':{}}",
        "{'type':'GROUP','key':null,'version':1,'jsonSchema':{}}");
  }

  /** The rules as the Public API answers. */
  static String answer(String... rules) {
    return json(
        "{'data':{'rules':[" + String.join(",", rules) + "],'pagination':{'current':'MA=='}}}");
  }

  /**
   * A rule of a track call, in single quotes.
   *
   * @param own the properties beside those that all events have, each with its schema
   * @param ofProperties what the schema says of the properties as a whole
   * @param ofEvent what it says of the event
   */
  static String rule(
      String key, int version, Map<String, String> own, String ofProperties, String ofEvent) {
    Map<String, String> properties = new TreeMap<>(own);
    COMMON.forEach(name -> properties.put(name, "{'type':'string'}"));
    String listed =
        properties.entrySet().stream()
            .map(property -> "'" + property.getKey() + "':" + property.getValue())
            .collect(Collectors.joining(","));
    return ("{'type':'TRACK','key':'%s','version':%d,'jsonSchema':{"
            + "'$schema':'http://json-schema.org/draft-07/schema#','type':'object','properties':{"
            + "'context':{},'traits':{},'properties':{'type':'object','properties':{%s}%s}}%s}}")
        .formatted(key, version, listed, ofProperties, ofEvent);
  }

  static String json(String quoted) {
    return quoted.replace('\'', '"');
  }
}
