package io.github.mailmodosource.protocols;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.event.SharedFields;
import io.github.mailmodosource.event.TrackEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which events violate a plan, and how: by Segment's page on its schema configuration. */
class PlanJudgeTest {
  private static final SharedFields SHARED = SharedFields.of(null);

  @Test
  void anEventOfAnotherNameIsNotPlanned() throws NotComparedException {
    String plan = TestPlans.answer(TestPlans.rule("email opened", 1, Map.of(), "", ""));
    assertThat(found(plan, "{}"), contains("unplanned_event "));
  }

  @Test
  void anEventThatFitsHasNoViolation() throws NotComparedException {
    assertThat(found(plan("{}", "", ""), "{'link':'x','email_id':'e'}"), is(empty()));
  }

  /** "The Omit Properties settings are only enforced if the property is an unplanned name." */
  @Test
  void aPropertyThatTheRuleDoesNotListIsUnplannedThoughTheSchemaAllowsIt()
      throws NotComparedException {
    assertThat(
        found(plan("{}", "", ""), "{'utm_source':'x'}"),
        contains("unplanned_property properties.utm_source"));
  }

  @Test
  void whatTheSchemaForbidsBesidesIsViolatedTwice() throws NotComparedException {
    assertThat(
        found(plan("{}", ",'additionalProperties':false", ""), "{'utm_source':'x'}"),
        contains("unplanned_property properties.utm_source", "not_allowed properties.utm_source"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {'type':'integer'}                          | {'link':'7'}            | wrong_type properties.link
          {'type':['integer','null']}                 | {'link':true}           | wrong_type properties.link
          {'type':'integer'}                          | {'link':7.0}            | -
          {'enum':['a','b']}                          | {'link':'c'}            | invalid_value properties.link
          {'pattern':'^[ab]$'}                        | {'link':'ab'}           | invalid_value properties.link
          {'format':'date-time'}                      | {'link':'3 November'}   | invalid_value properties.link
          {'format':'date-time'}                      | {'link':'2026-11-03T04:05:06.7Z'} | -
          {'format':'email'}                          | {'link':'nobody'}       | invalid_value properties.link
          {'format':'email'}                          | {'link':'a@example.com'} | -
          {'maximum':5}                               | {'link':6}              | invalid_value properties.link
          {'anyOf':[{'type':'null'},{'minLength':2}]} | {'link':'a'}            | invalid_value properties.link
          {'anyOf':[{'type':'null'},{'minLength':2}]} | {'link':'ab'}           | -
          {'allOf':[{'type':'integer'}]}              | {'link':'a'}            | wrong_type properties.link
          {'$ref':'#/definitions/n'}                  | {'link':'a'}            | wrong_type properties.link
          {'items':{'type':'string'}}                 | {'link':['a',1,2]}      | wrong_type properties.link[]
          {'properties':{'to':{'type':'string'}}}     | {'link':{'to':1}}       | wrong_type properties.link.to
          {'required':['to']}                         | {'link':{}}             | required_missing properties.link.to
          """)
  void theSchemaOfAPropertyIsJudgedByItsKeywords(String schema, String properties, String expected)
      throws NotComparedException {
    String plan = plan(schema, "", ",'definitions':{'n':{'type':'integer'}}");
    assertThat(found(plan, properties), is(expected.equals("-") ? List.of() : List.of(expected)));
  }

  @Test
  void eachPropertyThatIsRequiredAndMissingIsAViolation() throws NotComparedException {
    String plan = plan("{}", ",'required':['email_id','link','form_id']", ",'required':['userId']");
    assertThat(
        found(plan, "{'link':'x'}"),
        contains("required_missing properties.email_id", "required_missing properties.form_id"));
  }

  /** What all events of a batch share stands beside them; Segment merges it before it judges. */
  @Test
  void theWholeEventIsJudgedWithWhatItsBatchShares() throws NotComparedException {
    String plan =
        plan(
            "{}",
            "",
            ",'required':['context','integrations'],'allOf':[{'properties':{'context':{"
                + "'required':['traits','integration','library','ip']}}}]");
    assertThat(found(plan, "{}"), contains("required_missing context.ip"));
  }

  @Test
  void theCommonSchemaIsForEveryEventAndHasAKindOfItsOwn() throws NotComparedException {
    String plan =
        TestPlans.answer(
            TestPlans.rule("Email Sent", 1, Map.of(), "", ""),
            "{'type':'COMMON','key':null,'version':1,'jsonSchema':{'properties':{'context':{"
                + "'required':['device']}}}}");
    assertThat(found(plan, "{}"), contains("unplanned_event ", "common_schema context.device"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'link':1e999999999}", "{'link':%s1%s}"})
  void whatATreeCannotHoldIsNotCompared(String properties) {
    String deep = properties.formatted("[".repeat(2_000), "]".repeat(2_000));
    assertThrows(NotComparedException.class, () -> found(plan("{'maximum':5}", "", ""), deep));
  }

  @Test
  void addressesAndLongNamesOfPropertiesAreNotShownWhole() {
    Violation masked = new Violation(ViolationKind.WRONG_TYPE, "properties.ann@example.com");
    assertThat(masked.property().contains("ann@"), is(false));
    Violation cut = new Violation(ViolationKind.WRONG_TYPE, "x".repeat(5_000));
    assertThat(cut.property().length(), is(101));
  }

  private static String plan(String schemaOfLink, String ofProperties, String ofEvent) {
    return TestPlans.answer(
        TestPlans.rule("Link Clicked", 1, Map.of("link", schemaOfLink), ofProperties, ofEvent));
  }

  private static List<String> found(String plan, String properties) throws NotComparedException {
    TrackEvent event =
        TrackEvent.of(
            TestPlans.json(
                "{'type':'track','event':'Link Clicked','userId':'u1','messageId':'m1',"
                    + "'timestamp':'2026-11-03T04:05:06.000Z','properties':"
                    + properties
                    + ",'context':{'traits':{'email':'reader@example.com'}}}"));
    PlanFile file = PlanFile.parse(plan.getBytes(StandardCharsets.UTF_8));
    return new PlanJudge(file.events(), SHARED)
        .violations(event).stream()
            .map(violation -> violation.kind().key() + " " + violation.property())
            .toList();
  }
}
