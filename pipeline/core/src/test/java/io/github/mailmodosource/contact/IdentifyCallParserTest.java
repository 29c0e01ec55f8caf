package io.github.mailmodosource.contact;

import static io.github.mailmodosource.contact.Contacts.anonymous;
import static io.github.mailmodosource.contact.Contacts.call;
import static io.github.mailmodosource.contact.Contacts.user;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.activity.TimeParser;
import io.github.mailmodosource.deadletter.Reason;
import io.github.mailmodosource.rows.BadRowException;
import io.github.mailmodosource.rows.RowSamples;
import io.github.mailmodosource.rows.SourceRow;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdentifyCallParserTest {
  private static final String TIME = "2026-11-20T03:04:05.678Z";
  private static final String OTHER_TIME = "2020-01-01T00:00:00.000Z";

  private final IdentifyCallParser parser = new IdentifyCallParser();

  @Test
  void readsAnIdentifyCallAsSegmentWritesIt() throws Exception {
    assertThat(
        parse(
            "{'type':'identify','userId':'97980cfea0067','anonymousId':'507f191e','messageId':'m',"
                + "'traits':{'name':'Peter','email':' Reader@Example.COM ','plan':{'email':'x'}},"
                + "'context':{'ip':'203.0.113.7'},'integrations':{},'sentAt':'2000-01-01T00:00:00Z',"
                + "'timestamp':'2020-01-01T00:00:00.000Z','receivedAt':'2026-11-20T03:04:05.678Z'}"),
        is(call("reader@example.com", user("97980cfea0067"), TIME)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`'traits':{'email':'one@b.co'}`, one@b.co",
        "`'context':{'traits':{'email':'two@b.co'}}`, two@b.co",
        // traits are nearer than context, wherever they stand.
        "`'traits':{'email':'one@b.co'},'context':{'traits':{'email':'two@b.co'}}`, one@b.co",
        "`'context':{'traits':{'email':'two@b.co'}},'traits':{'email':'one@b.co'}`, one@b.co",
        "`'traits':{'email':''},'context':{'traits':{'email':'two@b.co'}}`, two@b.co",
        "`'traits':{'email':null},'context':{'traits':{'email':'two@b.co'}}`, two@b.co",
        "`'traits':null,'context':{'traits':{'email':'two@b.co'}}`, two@b.co",
        "`'traits':{},'email':'flat@b.co'`, flat@b.co",
        "`'email':'flat@b.co'`, flat@b.co",
      })
  void theEmailIsATraitAlsoOneOfTheContext(String fields, String email) throws Exception {
    assertThat(
        parse("{'type':'identify','userId':'U-1'," + fields + "}"),
        is(call(email, user("U-1"), null)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`'receivedAt':'2026-11-20T03:04:05.678Z'`",
        "`'timestamp':'2026-11-20T03:04:05.678Z'`",
        "`'receivedAt':'2026-11-20T03:04:05.678Z','timestamp':'2020-01-01T00:00:00Z'`",
        "`'timestamp':'2020-01-01T00:00:00Z','receivedAt':'2026-11-20T03:04:05.678Z'`",
        "`'receivedAt':null,'timestamp':'2026-11-20T03:04:05.678Z'`",
        "`'receivedAt':'','timestamp':'2026-11-20T03:04:05.678Z'`",
        "`'sentAt':'2020-01-01T00:00:00Z','receivedAt':'2026-11-20T08:34:05.678+05:30'`",
      })
  void theTimeIsReceivedAtElseTimestamp(String fields) throws Exception {
    assertThat(
        parse("{'type':'identify','userId':'U-1','traits':{'email':'a@b.co'}," + fields + "}"),
        is(call("a@b.co", user("U-1"), TIME)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`'userId':'U-1'`, U-1, false",
        "`'userId':'U-1','anonymousId':'anon-1'`, U-1, false",
        "`'anonymousId':'anon-1','userId':'U-1'`, U-1, false",
        "`'userId':42`, 42, false",
        "`'anonymousId':'anon-1'`, anon-1, true",
        "`'userId':null,'anonymousId':'anon-1'`, anon-1, true",
        "`'userId':'','anonymousId':'anon-1'`, anon-1, true",
      })
  void withoutAUserIdTheAnonymousIdIsUsed(String fields, String id, boolean isAnonymous)
      throws Exception {
    assertThat(
        parse("{'type':'identify','traits':{'email':'a@b.co'}," + fields + "}"),
        is(call("a@b.co", isAnonymous ? anonymous(id) : user(id), null)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"track", "page", "screen", "group", "alias", "Track"})
  void otherCallTypesAreIgnored(String type) throws Exception {
    assertThat(
        parse("{'type':'" + type + "','userId':'U-1','context':{'traits':{'email':'a@b.co'}}}"),
        is(nullValue()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'identify','userId':'U-1','traits':{'name':'Peter'}}",
        "{'type':'identify','userId':'U-1'}",
        "{'user_id':'U-1','email':''}",
        "{'user_id':'U-1','email':'   '}",
        "{'user_id':'U-1','email':null}",
        "{'email':'a@b.co'}",
        "{'email':'a@b.co','user_id':'','anonymous_id':null}",
        "{}",
        // Ignored before its time is judged.
        "{'user_id':'U-1','identified_at':'soon'}",
      })
  void aRowThatIdentifiesNobodyIsIgnored(String row) throws Exception {
    assertThat(parse(row), is(nullValue()));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{'type':'page','userId':'U-1'}`, NO_IDENTIFY_CALL",
        "`{'type':'identify','userId':'U-1','traits':{}}`, NO_EMAIL",
        "`{'user_id':'U-1','email':'  '}`, NO_EMAIL",
        "`{}`, NO_EMAIL",
        "`{'email':'a@b.co'}`, NO_USER_ID",
      })
  void whyARowIsIgnoredIsKnown(String row, IgnoredContact reason) throws Exception {
    SourceRow json = RowSamples.json(row.replace('\'', '"'));
    assertThat(
        parser.whyIgnored(RowSamples.values(IdentifyCallParser.mapping(), false, json)),
        is(reason));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`'identified_at':'2026-11-20T03:04:05.678Z'`, 2026-11-20T03:04:05.678Z",
        "`'identified_at':'2026-11-20 03:04:05.678901234'`, 2026-11-20T03:04:05.678901234Z",
        "`'identified_at':1700000000123`, 2023-11-14T22:13:20.123Z",
        "`'received_at':'2026-11-20 03:04:05.678+00'`, 2026-11-20T03:04:05.678Z",
        "`'received_at':'2026-11-20 03:04:05.678 UTC'`, 2026-11-20T03:04:05.678Z",
        "`'identified_at':'20261120T030405Z'`, 2026-11-20T03:04:05Z",
        "`'identified_at':'Fri, 20 Nov 2026 03:04:05 GMT'`, 2026-11-20T03:04:05Z",
        "`'identified_at':'2026-11-20'`, 2026-11-20T00:00:00Z",
        "`'identified_at':1700000000123456789`, 2023-11-14T22:13:20.123456789Z",
        // Since ever, in Go, .NET, PostgreSQL and wherever zero is no time.
        "`'identified_at':'0001-01-01T00:00:00Z'`, ",
        "`'identified_at':'0001-01-01T00:00:00+05:30'`, ",
        "`'identified_at':'0001-12-31'`, ",
        "`'identified_at':0`, ",
        "`'identified_at':'0'`, ",
        "`'identified_at':'1970-01-01 00:00:00'`, ",
        "`'identified_at':'-infinity'`, ",
        "`'identified_at':' -Infinity '`, ",
        "`'identified_at':''`, ",
        "`'identified_at':null`, ",
        "`'x':1`, ",
      })
  void readsAFlatRow(String time, @Nullable String expected) throws Exception {
    assertThat(
        parse("{'email':'A@b.co','user_id':'U-1'," + time + "}"),
        is(call("a@b.co", user("U-1"), expected)));
  }

  @Test
  void readsTheColumnsOfTheWarehouse() throws Exception {
    String header = "id,received_at,user_id,anonymous_id,email,context_traits_email,timestamp";
    assertThat(
        parse(csv(header, "m-1," + TIME + ",U-1,anon-1,A@b.co,z@b.co," + OTHER_TIME)),
        is(call("a@b.co", user("U-1"), TIME)));
    assertThat(
        parse(csv(header, "m-1," + TIME + ",,anon-1,,z@b.co,")),
        is(call("z@b.co", anonymous("anon-1"), TIME)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon",
        "11/20/2026",
        "2026-02-30T00:00:00Z",
        "0000-00-00 00:00:00",
        "1.79514E+12",
        "{}"
      })
  void aTimeThatCannotBeReadIsRefusedForItMayCostAContactItsActivity(String time) {
    BadRowException refused =
        assertThrows(
            BadRowException.class,
            () -> parse("{'email':'a@b.co','user_id':'U-1','identified_at':'" + time + "'}"));
    assertThat(refused.reason(), is(Reason.BAD_CONTACT));
    assertThat(refused.getMessage(), containsString("'" + time + "'"));
  }

  /** PostgreSQL's word for a time that never comes. */
  @ParameterizedTest
  @ValueSource(strings = {"infinity", "Infinity", " infinity "})
  void whoIsIdentifiedNeverIsNot(String time) throws Exception {
    assertThat(
        parse("{'email':'a@b.co','user_id':'U-1','identified_at':'" + time + "'}"),
        is(nullValue()));
  }

  /** Segment writes UTC; the zone is that of the activity. */
  @Test
  void readsAFormOfTheUsersOwnInUtc() throws Exception {
    TimeParser times = new TimeParser(ZoneId.of("Asia/Kolkata")).withPattern("MM/dd/yyyy HH:mm");
    SourceRow row =
        RowSamples.json(
            "{'email':'a@b.co','user_id':'U-1','identified_at':'11/20/2026 03:04'}"
                .replace('\'', '"'));
    assertThat(
        new IdentifyCallParser(times)
            .parse(RowSamples.values(IdentifyCallParser.mapping(), false, row)),
        is(call("a@b.co", user("U-1"), "2026-11-20T03:04:00Z")));
  }

  private @Nullable IdentifyCall parse(String json) throws BadRowException {
    return parse(RowSamples.json(json.replace('\'', '"')));
  }

  private @Nullable IdentifyCall parse(SourceRow row) throws BadRowException {
    return parser.parse(RowSamples.values(IdentifyCallParser.mapping(), false, row));
  }

  private static SourceRow csv(String header, String row) {
    return RowSamples.csv(header, row);
  }
}
