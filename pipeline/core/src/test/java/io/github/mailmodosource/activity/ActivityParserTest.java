package io.github.mailmodosource.activity;

import static io.github.mailmodosource.activity.ActivitySamples.NO_MAILING;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.instanceOf;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.sameInstance;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.FieldValues;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActivityParserTest {
  /** What every row needs, and nothing else. */
  private static final String NEEDED =
      "'email':'reader@example.com','occurred_at':'2026-11-20T03:04:05.678901234Z'";

  private static final String ALL_PROPERTIES =
      """
      'email_id':'E-1','email_subject':'Hello','email_type':'Promotional','template_id':'T-1',
      'template_name':'Welcome','campaign_id':'C-1','campaign_name':'Winter',
      'campaign_type':'TRIGGERED','campaign_trigger_source':'Customer Journey',
      'apple_privacy_open':true,'link_id':'L-1','link_url':'https://example.com/?a=b',
      'form_id':'F-1','form_name':'Feedback','submission_type':'AMP','reason':'why not',
      'is_hard_bounce':false""";

  private static final PlausibleTimes PLAUSIBLE =
      PlausibleTimes.asOf(Instant.parse("2026-11-21T05:00:00Z"));

  private final ActivityParser parser =
      new ActivityParser(new TimeParser(ZoneOffset.UTC), PLAUSIBLE);

  @Test
  void anActivityHasItsIdItsEmailItsFullTimeAndItsRow() throws Exception {
    SourceRow row =
        RowSamples.json(
            json(
                "{'event':'sent','id':'A-1','email':' Reader@Example.COM ',"
                    + "'occurred_at':'2026-11-20T03:04:05.678901234Z'}"));
    Occurrence occurrence = parse(row).occurrence();

    assertThat(occurrence.id(), is("A-1"));
    assertThat(occurrence.email(), is("reader@example.com"));
    assertThat(occurrence.time(), is(Instant.parse("2026-11-20T03:04:05.678901234Z")));
    assertThat(occurrence.extras(), is(anEmptyMap()));
    assertThat(occurrence.row(), is(sameInstance(row)));
  }

  @Test
  void anActivityNeedsNoId() throws Exception {
    assertThat(parse("'event':'sent'," + NEEDED).occurrence().id(), is(nullValue()));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void ofTheSeventeenPropertiesAnEventTakesTheCommonAndItsOwn(EventType type) throws Exception {
    Activity activity =
        parse("'event':'" + type.eventName() + "'," + NEEDED + "," + ALL_PROPERTIES);
    Occurrence occurrence = activity.occurrence();
    Mailing mailing =
        new Mailing(
            "E-1",
            "Hello",
            "Promotional",
            "T-1",
            "Welcome",
            "C-1",
            "Winter",
            "TRIGGERED",
            "Customer Journey");
    Activity expected =
        switch (type) {
          case EMAIL_SENT -> new EmailSent(occurrence, mailing);
          case EMAIL_OPENED -> new EmailOpened(occurrence, mailing, true);
          case LINK_CLICKED ->
              new LinkClicked(occurrence, mailing, "L-1", "https://example.com/?a=b");
          case EMAIL_FORM_SUBMITTED ->
              new EmailFormSubmitted(occurrence, mailing, "F-1", "Feedback", "AMP");
          case EMAIL_MARKED_AS_SPAM -> new EmailMarkedAsSpam(occurrence, mailing);
          case EMAIL_BOUNCED -> new EmailBounced(occurrence, mailing, "why not", false);
          case EMAIL_UNSUBSCRIBED -> new EmailUnsubscribed(occurrence, mailing, "why not");
        };
    assertThat(activity, is(expected));
    assertThat(activity.type(), is(type));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void whatARowDoesNotSayIsAbsent(EventType type) throws Exception {
    Activity activity = parse("'event':'" + type.eventName() + "'," + NEEDED);
    assertThat(activity, is(ActivitySamples.bare(type, activity.occurrence())));
  }

  @ParameterizedTest
  @EnumSource(EventType.class)
  void emptyStringsAndNullsMeanAbsent(EventType type) throws Exception {
    for (String absent : List.of("''", "null")) {
      String properties = ALL_PROPERTIES.replaceAll(":('[^']*'|true|false)", ":" + absent);
      Activity activity =
          parse(
              "'event':'"
                  + type.eventName()
                  + "','id':"
                  + absent
                  + ","
                  + NEEDED
                  + ","
                  + properties);
      assertThat(activity.mailing(), is(NO_MAILING));
      assertThat(activity, is(ActivitySamples.bare(type, activity.occurrence())));
      assertThat(activity.occurrence().id(), is(nullValue()));
    }
  }

  @ParameterizedTest
  @CsvSource({"42", "4.20", "-1e3", "true", "false"})
  void aNumberOrBooleanWhereAStringIsDueBecomesItsJsonText(String value) throws Exception {
    Activity activity =
        parse(
            "'event':'clicked',"
                + NEEDED
                + ",'id':7,'campaign_id':"
                + value
                + ",'link_id':"
                + value);
    assertThat(activity.occurrence().id(), is("7"));
    assertThat(activity.mailing().campaignId(), is(value));
    assertThat(((LinkClicked) activity).linkId(), is(value));
  }

  @Test
  void stringsKeepTheirCharactersSpacesAtTheEndsToo() throws Exception {
    Activity activity =
        parse(
            "'event':'sent',"
                + NEEDED
                + ",'email_subject':'  Grüße\\n\\u2705 😀  ','email_type':' '");
    assertThat(activity.mailing().emailSubject(), is("  Grüße\n✅ 😀  "));
    assertThat(activity.mailing().emailType(), is(" "));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "'true', true",
        "'false', false",
        "'TRUE', true",
        "'False', false",
        "'1', true",
        "'0', false",
        "'yes', true",
        "'no', false",
        "'Yes', true",
        "'NO', false",
        "'t', true",
        "'F', false",
        "' true ', true",
        "'', ",
        "null, ",
      })
  void readsEveryFormOfABoolean(String value, @Nullable Boolean expected) throws Exception {
    Activity opened = parse("'event':'opened'," + NEEDED + ",'apple_privacy_open':" + value);
    assertThat(((EmailOpened) opened).applePrivacyOpen(), is(expected));
    Activity bounced = parse("'event':'bounced'," + NEEDED + ",'is_hard_bounce':" + value);
    assertThat(((EmailBounced) bounced).isHardBounce(), is(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"'maybe'", "2", "-1", "'y'", "'tr'", "'on'", "'null'", "{}", "[true]"})
  void whatIsNoBooleanIsRefused(String value) {
    assertRefused(
        Reason.BAD_BOOLEAN,
        "apple_privacy_open",
        "'event':'opened'," + NEEDED + ",'apple_privacy_open':" + value);
    assertRefused(
        Reason.BAD_BOOLEAN,
        "is_hard_bounce",
        "'event':'bounced'," + NEEDED + ",'is_hard_bounce':" + value);
  }

  @Test
  void aPropertyThatDoesNotApplyToTheEventIsNotJudged() throws Exception {
    Activity activity = parse("'event':'sent'," + NEEDED + ",'is_hard_bounce':'maybe'");
    assertThat(activity, is(instanceOf(EmailSent.class)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",'email':''", ",'email':null", ",'email':'  '"})
  void aRowWithoutEmailIsRefused(String email) {
    assertRefused(
        Reason.MISSING_EMAIL,
        "no email",
        "'event':'sent','occurred_at':'2026-11-20T03:04:05Z'" + email);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ",'occurred_at':''",
        ",'occurred_at':null",
        ",'occurred_at':'yesterday'",
        ",'occurred_at':'11/20/2026'",
        ",'occurred_at':1.79514E+12",
        ",'occurred_at':'0000-00-00 00:00:00'",
        ",'occurred_at':'infinity'",
        ",'occurred_at':'-infinity'",
        ",'occurred_at':'20260-01-01T00:00:00Z'",
        ",'occurred_at':true",
        ",'occurred_at':{}"
      })
  void aRowWithoutAReadableTimeIsRefused(String time) {
    assertRefused(
        Reason.BAD_TIME, "occurred_at", "'event':'sent','email':'reader@example.com'" + time);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'yesterday' | cannot be read as a time; if it has a form of its own, give its pattern",
        "1.79514E+12 | has been rounded, as spreadsheets do",
      })
  void aTimeThatCannotBeReadIsToldWithWhatHelps(String time, String message) {
    assertRefused(
        Reason.BAD_TIME,
        message,
        "'event':'sent','email':'reader@example.com','occurred_at':" + time);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      delimiter = '|',
      value = {
        "'0001-01-01T00:00:00Z' | is before 2000",
        "0 | is before 2000",
        "'1970-01-01' | is before 2000",
        "'1999-12-31T23:59:59.999999999Z' | is before 2000",
        // Days since 1900, as a spreadsheet counts them.
        "45964.17 | is before 2000",
        "'2026-11-22T05:00:00.000000001Z' |"
            + " is more than a day after the start of this run, 2026-11-21T05:00:00.000Z",
        "'9999-12-31' |"
            + " is more than a day after the start of this run, 2026-11-21T05:00:00.000Z",
      })
  void aTimeThatNoActivityCanHaveIsRefusedUnlessTheUserSaysSo(String time, String message)
      throws Exception {
    String fields = "'event':'sent','email':'reader@example.com','occurred_at':" + time;
    assertRefused(
        Reason.IMPLAUSIBLE_TIME, message + "; if it is right, --anyTime sends it", fields);

    ActivityParser anyTime =
        new ActivityParser(new TimeParser(ZoneOffset.UTC), PlausibleTimes.any());
    SourceRow row = RowSamples.json(json("{" + fields + "}"));
    Activity activity = anyTime.parse(EventType.EMAIL_SENT, values(row, false), row);
    assertThat(
        activity.occurrence().time(),
        is(new TimeParser(ZoneOffset.UTC).parse(time.replace("'", ""))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2000-01-01T00:00:00Z", "2026-11-22T05:00:00Z"})
  void anyOtherTimeIsPlausible(String time) throws Exception {
    assertThat(
        parse("'event':'sent','email':'reader@example.com','occurred_at':'" + time + "'")
            .occurrence()
            .time(),
        is(Instant.parse(time)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1795143845", "1795143845000", "'1795143845'", "1795143845000000"})
  void theTimeMayBeAnEpochNumber(String time) throws Exception {
    Activity activity = parse("'event':'sent','email':'reader@example.com','occurred_at':" + time);
    assertThat(activity.occurrence().time(), is(Instant.parse("2026-11-20T03:04:05Z")));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "``, the row has no event",
        "`'event':'',`, the row has no event",
        "`'event':null,`, the row has no event",
        "`'event':'delivered',`, 'delivered' is not one of the seven events",
        "`'event':7,`, '7' is not one of the seven events",
      })
  void aRowWhoseEventIsNoneOfTheSevenIsRefused(String event, String message) throws Exception {
    FieldValues values = values(RowSamples.json(json("{" + event + NEEDED + "}")), false);
    assertThat(parser.event(values), is(nullValue()));
    BadRowException refused = parser.unknownEvent(values);
    assertThat(refused.reason(), is(Reason.UNKNOWN_EVENT));
    assertThat(refused.getMessage(), containsString(message));
  }

  @Test
  void unknownFieldsAreDroppedAndCounted() throws Exception {
    SourceRow row =
        RowSamples.json(
            json(
                "{'event':'sent'," + NEEDED + ",'userAgent':'x','opens':3,'geo':{'city':'Pune'}}"));
    FieldValues values = values(row, false);
    assertThat(values.unknown(), is(3));
    Activity activity = parser.parse(EventType.EMAIL_SENT, values, row);
    assertThat(activity.occurrence().extras(), is(anEmptyMap()));
  }

  @Test
  void unknownFieldsAreKeptAsJsonIfTheUserSaysSo() throws Exception {
    SourceRow row =
        RowSamples.json(
            json(
                "{'event':'sent',"
                    + NEEDED
                    + ",'userAgent':'x','opens':3.10,'geo':{'a':[1,null]}}"));
    Activity activity = parser.parse(EventType.EMAIL_SENT, values(row, true), row);
    assertThat(
        activity.occurrence().extras(),
        is(Map.of("user_agent", "\"x\"", "opens", "3.10", "geo", json("{'a':[1,null]}"))));
  }

  @Test
  void unknownFieldsKeepTheOrderOfTheRow() throws Exception {
    SourceRow row =
        RowSamples.json(
            json("{'event':'sent'," + NEEDED + ",'z':1,'user_agent':2,'b':3,'userAgent':4,'a':5}"));
    Activity activity = parser.parse(EventType.EMAIL_SENT, values(row, true), row);
    assertThat(activity.occurrence().extras().keySet(), contains("z", "user_agent", "b", "a"));
  }

  @Test
  void theExtrasOfARowStayWhenTheNextRowIsRead() throws Exception {
    Activity first =
        parser.parse(
            EventType.EMAIL_SENT,
            values(RowSamples.json(json("{" + NEEDED + ",'one':1}")), true),
            RowSamples.json("{}"));
    parse("'event':'sent'," + NEEDED);
    assertThat(first.occurrence().extras(), is(aMapWithSize(1)));
  }

  @Test
  void aCsvRowIsReadByItsHeader() throws Exception {
    SourceRow row =
        RowSamples.csv(
            "occurred_at,email,event,is_hard_bounce,reason,campaign_id",
            "2026-11-20 03:04:05,A@B.co,Bounced,yes,\"full, \"\"very\"\"\",");
    Activity activity = parse(row);
    assertThat(
        activity, is(new EmailBounced(activity.occurrence(), NO_MAILING, "full, \"very\"", true)));
    assertThat(activity.occurrence().email(), is("a@b.co"));
    assertThat(activity.occurrence().time(), is(Instant.parse("2026-11-20T03:04:05Z")));
  }

  private Activity parse(String fields) throws BadRowException {
    return parse(RowSamples.json(json("{" + fields + "}")));
  }

  private Activity parse(SourceRow row) throws BadRowException {
    FieldValues values = values(row, false);
    EventType event = Objects.requireNonNull(parser.event(values));
    return parser.parse(event, values, row);
  }

  private void assertRefused(Reason reason, String message, String fields) {
    BadRowException refused = assertThrows(BadRowException.class, () -> parse(fields));
    assertThat(refused.reason(), is(reason));
    assertThat(refused.getMessage(), containsString(message));
  }

  private static FieldValues values(SourceRow row, boolean keepExtras) throws BadRowException {
    return RowSamples.values(ActivityParser.mapping(), keepExtras, row);
  }

  /** JSON as one line, written with single quotes. */
  private static String json(String text) {
    return text.replace('\'', '"').replace("\n", "");
  }
}
