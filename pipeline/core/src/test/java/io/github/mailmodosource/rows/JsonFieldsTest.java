package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.deadletter.Reason;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
  /** Each row: the JSON of a value, the text that it means; null: absent. */
  static Stream<Arguments> values() {
    return Stream.of(
        arguments("\"Email Sent\"", "Email Sent"),
        arguments("\" spaces stay \"", " spaces stay "),
        arguments("\"\"", null),
        arguments("null", null),
        arguments("NaN", null),
        arguments("[1,NaN]", "[1,null]"),
        arguments("1e9999999999", "1e9999999999"),
        arguments("1".repeat(3_000), "1".repeat(3_000)),
        arguments("7", "7"),
        arguments("-0.50", "-0.50"),
        arguments("1E+5", "1E+5"),
        arguments("1e400", "1e400"),
        arguments("12345678901234567890123", "12345678901234567890123"),
        arguments("true", "true"),
        arguments("false", "false"),
        arguments("\"null\"", "null"),
        arguments("\"\\u00e9\\n\\/\\\"\"", "é\n/\""),
        arguments("\"\\ud83d\\ude03\"", "😃"),
        arguments("\"😃\"", "😃"),
        arguments("\"half \\ud83d\"", "half \uFFFD"),
        arguments("[\"a\", null, 1.10]", "[\"a\",null,1.10]"),
        arguments("{\"a\": {\"b\": []}}", "{\"a\":{\"b\":[]}}"));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("values")
  void numbersAndBooleansBecomeTheirJsonTextAndEmptyMeansAbsent(String json, @Nullable String text)
      throws Exception {
    assertThat(field("{\"x\":1,\"name\":" + json + ",\"y\":[{}]}", "name"), is(text));
  }

  /** Each row: the path, the row, the text found there; null: absent. */
  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("recipient.email", "{'recipient':{'email':'a@b.co'}}", "a@b.co"),
        arguments("recipient.email", "{'recipient.email':'a@b.co'}", "a@b.co"),
        arguments("recipient.email", "{'recipient':{'x':{'email':'no'},'email':'yes'}}", "yes"),
        arguments("recipient.email", "{'recipient':{'email':null}}", null),
        arguments("recipient.email", "{'recipient':{'email':''}}", null),
        arguments("recipient.email", "{'recipient':{}}", null),
        arguments("recipient.email", "{'recipient':null}", null),
        arguments("recipient.email", "{'recipient':'a@b.co'}", null),
        arguments("recipient.email", "{'recipient':[{'email':'a@b.co'}]}", null),
        arguments("recipient.email", "{'email':'a@b.co'}", null),
        arguments("recipient.email", "{'recipient':'{\\\"email\\\":\\\"a@b.co\\\"}'}", "a@b.co"),
        arguments("recipient.email", "{'recipient':' {\\\"email\\\":null}'}", null),
        arguments("recipient.email", "{'recipient':'{\\\"email\\\":\\\"a@b.co\\\"'}", null),
        arguments("recipient.email", "{'recipient':'{\\\"email\\\":\\\"a@b.co\\\"}{'}", null),
        arguments("a.b.c", "{'a':'{\\\"b\\\":\\\"{\\\\\\\"c\\\\\\\":7}\\\"}'}", "7"),
        arguments("a.b.c", "{'a':{'c':1,'b':{'c':7}}}", "7"),
        arguments("a.b.c", "{'a':{'b':{'c':{'d':1}}}}", "{\"d\":1}"),
        arguments("name", "{'other':{'name':'no'}}", null),
        arguments("Name", "{'name':'no'}", null));
  }

  @ParameterizedTest(name = "{0} in {1} is {2}")
  @MethodSource("paths")
  void dotsReachIntoNestedObjects(String path, String row, @Nullable String text) throws Exception {
    assertThat(field(row.replace('\'', '"'), path), is(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'first':'yes','second':'no'}",
        "{'second':'no','first':'yes'}",
        "{'first':'','second':'yes'}",
        "{'second':'yes','first':null}",
        "{'second':'yes'}",
        "{'first':{'deep':'no'},'first.deep':'no','second':'no','first':'yes'}",
      })
  void theFirstNameThatHasAValueWinsWhateverTheOrderInTheRow(String row) throws Exception {
    assertThat(field(row.replace('\'', '"'), "first", "second"), is("yes"));
  }

  @Test
  void mappingsIntoOneObjectLoseNone() throws Exception {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("email_id", List.of("email_id"));
    names.put("email", List.of("email"));
    names.put("whole", List.of("whole"));
    FieldMapping mapping =
        FieldMapping.of(names).with("email_id=recipient.id,email=recipient.email,whole=recipient");
    for (String recipient :
        List.of("{\"id\":7,\"email\":\"a@b.co\"}", "{\"email\":\"a@b.co\",\"id\":7}")) {
      String row = "{\"recipient\":" + recipient + "}";
      FieldValues values = read(mapping, false, row.getBytes(UTF_8));
      assertThat(values.get(0), is("7"));
      assertThat(values.get(1), is("a@b.co"));
      assertThat(values.get(2), is(recipient));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "NULL", "None", "undefined", "nan", " Undefined "})
  void inAnIdentityTheWordsForNobodyMeanAbsent(String word) throws Exception {
    FieldMapping mapping = mapping("first", "second").withIdentities("name");
    String row = "{\"first\":\"" + word + "\",\"second\":\"u-1\"}";
    assertThat(read(mapping, false, row.getBytes(UTF_8)).get(0), is("u-1"));
    assertThat("elsewhere they are text", field(row, "first"), is(word));
  }

  @Test
  void twoOfOurFieldsMayBeFoundUnderOneOfTheirs() throws Exception {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("user_id", List.of("email"));
    names.put("email", List.of("email"));
    names.put("id", List.of("context.key"));
    names.put("key", List.of("context.key"));
    FieldMapping mapping = FieldMapping.of(names);
    FieldValues values =
        read(mapping, false, "{\"email\":\"a@b.co\",\"context\":{\"key\":7}}".getBytes(UTF_8));
    assertThat(values.get(0), is("a@b.co"));
    assertThat(values.get(1), is("a@b.co"));
    assertThat(values.get(2), is("7"));
    assertThat(values.get(3), is("7"));
    assertThat(values.unknown(), is(0));
  }

  @Test
  void unknownFieldsAreCountedUnlessTheyAreEmpty() throws Exception {
    String row = "{\"name\":1,\"a\":\"x\",\"b\":null,\"c\":\"\",\"d\":{\"e\":1},\"f\":[],\"g\":0}";
    FieldValues values = read(mapping("name"), false, row.getBytes(UTF_8));
    assertThat(values.unknown(), is(4));
    assertThat("dropped", values.extras(), is(Map.of()));
  }

  @Test
  void unknownFieldsAreKeptAsJsonWhenAskedFor() throws Exception {
    String row = "{\"a\":\"x\\n\",\"b\":null,\"c\":\"\",\"d\":{\"e\":[1.10,\"f\"]},\"g\":true}";
    FieldValues values = read(mapping("name"), true, row.getBytes(UTF_8));
    assertThat(
        values.extras(), is(Map.of("a", "\"x\\n\"", "d", "{\"e\":[1.10,\"f\"]}", "g", "true")));
    assertThat(values.unknown(), is(3));
  }

  @Test
  void constantsHoldWhateverTheRowSays() throws Exception {
    FieldMapping mapping = mapping("name").with("name='Email Opened'");
    FieldValues values = read(mapping, false, "{\"name\":\"other\"}".getBytes(UTF_8));
    assertThat(values.get(0), is("Email Opened"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "{\"name\":",
        "{\"name\":\"never closed",
        "{\"name\":1",
        "{\"x\":{\"y\":[1}}",
        "[{\"name\":1}]",
        "\"name\"",
        "7",
        "null",
        "name,event",
        "{} and more",
        "{}{}",
        "{'name':1}",
        "{\"name\":1,}",
        "{name:1}",
        "{\"name\":Infinity}",
        "{\"name\":-INF}",
        "{\"x\":{\"y\":[-Infinity]}}",
        "{\"name\":01}",
        "{\"name\":+1}",
        "{\"name\":tru}",
        "{\"name\":\"tab\there\"}",
        "{\"name\":\"\\x\"}",
        "{\"name\":\"\\u12\"}",
        "{\"name\" 1}",
        "\u0000",
      })
  void whatIsNoJsonObjectIsBadJsonInOneLine(String row) {
    assertThat(refusal(row.getBytes(UTF_8)), not(containsString("\n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "E9", // Latin-1
        "C0AF", // a slash in two bytes
        "EDA080", // half a surrogate pair
        "F4908080", // beyond Unicode
        "FF",
        "80",
        "E282", // cut in its middle
      })
  void whatIsNoUtf8IsBadJson(String hex) {
    for (String row :
        List.of("{\"name\":\"@\"}", "{\"x\":\"@\"}", "{\"x\":{\"y\":\"@\"}}", "{\"@\":1}")) {
      refusal(HexFormat.of().parseHex(hex(row).replace("40", hex)));
    }
  }

  /** All that begins like a character of two to four bytes, and all that only looks so. */
  @Test
  void bytesAreTakenIfAndOnlyIfTheyAreUtf8() {
    int[] seconds = {0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0};
    for (int first = 0x80; first <= 0xFF; first++) {
      for (int second : seconds) {
        for (int more = 0; more <= 2; more++) {
          byte[] bytes = new byte[2 + more];
          Arrays.fill(bytes, (byte) 0x80);
          bytes[0] = (byte) first;
          bytes[1] = (byte) second;
          String hex = HexFormat.of().formatHex(bytes);
          byte[] row = HexFormat.of().parseHex(hex("{\"name\":\"@\"}").replace("40", hex));
          if (new String(bytes, UTF_8).indexOf('\uFFFD') >= 0) {
            refusal(row);
          } else {
            assertDoesNotThrow(() -> read(mapping("name"), true, row), hex);
          }
        }
      }
    }
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  @Test
  void aRowThatIsNestedBeyondReasonIsBadJson() {
    refusal(("{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}").getBytes(UTF_8));
    refusal(("{\"name\":" + "{\"a\":".repeat(100_000)).getBytes(UTF_8));
  }

  @Test
  void aBadRowLeavesNothingBehindForTheNext() throws Exception {
    FieldReader reader = new FieldReader(mapping("name"), true);
    assertThrows(
        BadRowException.class, () -> reader.read(row("{\"name\":1,\"a\":2,".getBytes(UTF_8))));
    FieldValues values = reader.read(row("{}".getBytes(UTF_8)));
    assertThat(values.get(0), is(nullValue()));
    assertThat(values.unknown(), is(0));
    assertThat(values.extras(), is(Map.of()));
  }

  /** Each row: a row that cannot be read, and what its letter says. */
  static Stream<Arguments> messages() {
    return Stream.of(
        arguments("[{\"name\":1}]", "the row is a JSON array, not an object"),
        arguments(
            "\"event\",\"email\"", "the row is a JSON string, not an object; is this a CSV file?"),
        arguments("event,email", "the row is not a JSON object; is this a CSV file?"),
        arguments("<html>", "the row is not JSON; it looks like HTML or XML"),
        arguments("{\u0000\"\u0000n\u0000", "the row looks like UTF-16; convert the file to UTF-8"),
        arguments("{\"name\":\"x", "the row ends in the middle of its JSON object"),
        arguments("{\"name\":tru}", "the row is not valid JSON, at character 13"),
        arguments(
            "{\"name\":\"Say \\\\\"hi\\\\\" now\"}",
            "the row is not valid JSON, at character 17; if every backslash is doubled, it was"
                + " exported in PostgreSQL's text format: use CSV"),
        arguments("{\"x\":" + "[".repeat(2_000), "the row is nested more than 1000 levels deep"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("messages")
  void theMessageIsInTheUsersWords(String row, String message) {
    assertThat(refusal(row.getBytes(UTF_8)), is(message));
  }

  private static String refusal(byte[] row) {
    BadRowException e = assertThrows(BadRowException.class, () -> read(mapping("name"), true, row));
    assertThat(e.reason(), is(Reason.BAD_JSON));
    return e.getMessage();
  }

  /** Such as the column by which a table is polled: it would be counted for ever. */
  @Test
  void aColumnThatAnOptionNamesIsNotUnknown() throws Exception {
    FieldMapping mapping = mapping("a").withNamedElsewhere("Seq").withNamedElsewhere("n");
    byte[] row = "{\"a\":1,\"seq\":2,\"n\":3,\"other\":4}".getBytes(UTF_8);

    FieldValues dropped = read(mapping, false, row);
    assertThat(dropped.unknown(), is(1));
    assertThat(dropped.get(0), is("1"));

    FieldValues kept = read(mapping, true, row);
    assertThat(kept.extras(), is(Map.of("seq", "2", "n", "3", "other", "4")));
    assertThat(kept.unknown(), is(3));
  }

  @Test
  void aFieldIsReadFromAColumnThatAnOptionNamesToo() throws Exception {
    FieldMapping mapping = mapping("seq").withNamedElsewhere("seq");
    assertThat(read(mapping, false, "{\"seq\":2}".getBytes(UTF_8)).get(0), is("2"));
  }

  private static @Nullable String field(String row, String... names) throws BadRowException {
    return read(mapping(names), false, row.getBytes(UTF_8)).get(0);
  }

  private static FieldMapping mapping(String... names) {
    return FieldMapping.of(Map.of("name", List.of(names)));
  }

  private static FieldValues read(FieldMapping mapping, boolean keepExtras, byte[] row)
      throws BadRowException {
    return new FieldReader(mapping, keepExtras).read(row(row));
  }

  private static SourceRow row(byte[] bytes) {
    int length = bytes.length;
    return new SourceRow("a.jsonl", 0, 1, RowFormat.JSON_LINES, null, bytes, 0, length, length);
  }
}
