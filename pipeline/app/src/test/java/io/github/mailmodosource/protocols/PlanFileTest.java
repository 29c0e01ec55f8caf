package io.github.mailmodosource.protocols;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which users have a Tracking Plan. */
class PlanFileTest {
  @Test
  void ofThePublicApisAnswerTheTrackRulesCount() {
    PlanFile plan = parse(TestPlans.strict());

    assertThat(
        plan.events().rules().keySet(),
        is(
            Set.of(
                "Email Opened",
                "Link Clicked",
                "Email Form Submitted",
                "Email Marked as Spam",
                "Email Bounced",
                "Email Unsubscribed")));
    assertThat(plan.tracked(), is(8));
    assertThat(plan.others(), is(Map.of("GROUP", 1, "IDENTIFY", 1)));
    assertThat(plan.alike(), is(Map.of("Email Sent", "email sent")));
    assertThat(plan.events().common(), is(nullValue()));
  }

  /** "Protocols validate events against the oldest event version in the Tracking Plan." */
  @Test
  void ofSeveralVersionsTheOldestCounts() {
    PlanFile plan =
        parse(
            """
            {'rules':[{'type':'TRACK','key':'Email Sent','version':2,'jsonSchema':{'title':'two'}},
                      {'type':'TRACK','key':'Email Sent','version':1,'jsonSchema':{'title':'one'}},
                      {'type':'TRACK','key':'Email Sent','version':3,'jsonSchema':{'title':'three'}}]}
            """);
    assertThat(plan.events().rules(), is(Map.of("Email Sent", "{\"title\":\"one\"}")));
  }

  @Test
  void ofTheConfigApisPlanTheEventsAndTheGlobalSchemaCount() {
    PlanFile plan =
        parse(
            """
            {'name':'workspaces/w/tracking-plans/rs_1','display_name':'Mail',
             'rules':{'global':{'required':['userId']},
                      'events':[{'name':'Email Sent','version':1,'rules':{'title':'sent'}},
                                {'name':'Order Completed','version':1,'rules':{}}],
                      'identify':{'title':'i'},'group':{},'identify_traits':[]}}
            """);
    assertThat(plan.events().rules(), is(Map.of("Email Sent", "{\"title\":\"sent\"}")));
    assertThat(plan.events().common(), is("{\"required\":[\"userId\"]}"));
    assertThat(plan.tracked(), is(2));
    assertThat(plan.others(), is(Map.of("IDENTIFY", 1)));
  }

  @Test
  void severalPagesMayStandOneBehindTheOther() {
    PlanFile plan =
        parse(
            """
            {'data':{'rules':[{'type':'TRACK','key':'Email Sent','version':1,'jsonSchema':{}}],
                     'pagination':{'current':'a','next':'b'}}}
            {'data':{'rules':[{'type':'TRACK','key':'Link Clicked','version':1,'jsonSchema':{}}],
                     'pagination':{'current':'b'}}}
            """);
    assertThat(plan.events().rules().keySet(), is(Set.of("Email Sent", "Link Clicked")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Name,Description,Status | is not JSON (line 1); use what Segment's Public API answers to GET /tracking-plans/{id}/rules
          {'rules':[              | is not JSON (line 1)
          ''                      | has no rules; use what Segment's Public API answers
          []                      | has no rules
          {'data':{'trackingPlan':{'id':'rs_1'}}} | has no rules; use what Segment's Public API answers to GET /tracking-plans/{id}/rules, or what mailmodo-source plan prints
          {'rules':[{'type':'TRACK','version':1,'jsonSchema':{}}]} | has a rule of a track call without the name of its event ("key")
          {'data':{'rules':[],'pagination':{'next':'b'}}} | is only a part of the plan: its pagination names a next page; ask for the others too
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':7}]} | has a schema that cannot be used: the rule of 'Email Sent' is not a JSON object
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':{'type':'strin'}}]} | the rule of 'Email Sent' is not a JSON Schema of draft 7: /type:
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':{'pattern':'('}}]} | the rule of 'Email Sent' is not a JSON Schema of draft 7: /pattern:
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':{'$ref':'http://127.0.0.1:9/a'}}]} | the rule of 'Email Sent' refers to 'http://127.0.0.1:9/a', which is not in the file and is not fetched; put it under "definitions"
          {'rules':[{'type':'COMMON','jsonSchema':{'allOf':[{'$ref':'other.json#/a'}]}}]} | the common rule refers to 'other.json#/a', which is not in the file
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':{'$ref':'#/definitions/a'}}]} | refers to '#/definitions/a', which is not in the schema of that rule
          {'rules':[{'type':'TRACK','key':'Email Sent','jsonSchema':{'$ref':'#a'}}]} | refers to '#a', which is not in the schema of that rule
          """)
  void whatIsNoPlanIsRefusedInOneLineThatSaysHowToFixIt(String text, String line) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> parse(text == null ? "" : text));
    assertThat(refused.getMessage(), containsString(line));
    assertThat(String.valueOf(refused.getMessage()).lines().count(), is(1L));
  }

  /** Other people's events may be whatever they like. */
  @Test
  void rulesOfOtherEventsAreNotLookedInto() {
    PlanFile plan =
        parse(
            "{'rules':[{'type':'TRACK','key':'Order Completed','jsonSchema':{'$ref':'http://a'}}]}");
    assertThat(plan.events().rules(), is(Map.of()));
    assertThat(plan.tracked(), is(1));
  }

  private static PlanFile parse(String quoted) {
    return PlanFile.parse(TestPlans.json(quoted).getBytes(StandardCharsets.UTF_8));
  }
}
