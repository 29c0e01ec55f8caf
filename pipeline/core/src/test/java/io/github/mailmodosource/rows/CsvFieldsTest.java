package io.github.mailmodosource.rows;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Arrays.asList;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.mailmodosource.deadletter.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFieldsTest {
  private static final FieldMapping MAPPING = mapping();

  private static FieldMapping mapping() {
    Map<String, List<String>> names = new LinkedHashMap<>();
    names.put("a", List.of("a", "second.a"));
    names.put("b", List.of("b"));
    return FieldMapping.of(names);
  }

  /** Each row: a row under the header "a,b", its two fields; null: absent. */
  static Stream<Arguments> rows() {
    return Stream.of(
        arguments("1,2", "1", "2"),
        arguments("true,null", "true", "null"),
        arguments(" 1 , 2 ", " 1 ", " 2 "),
        arguments(",2", null, "2"),
        arguments("1,", "1", null),
        arguments(",", null, null),
        arguments("\"\",2", null, "2"),
        arguments("\"1,5\",2", "1,5", "2"),
        arguments("\"say \"\"hi\"\"\",2", "say \"hi\"", "2"),
        arguments("\"two\nlines\",\"CR\r\nLF\"", "two\nlines", "CR\r\nLF"),
        arguments("say \"hi\",2", "say \"hi\"", "2"),
        arguments("é😃,#2", "é😃", "#2"),
        arguments("#1,2", "#1", "2"));
  }

  @ParameterizedTest(name = "{0} is [{1}] and [{2}]")
  @MethodSource("rows")
  void fieldsAreReadByRfc4180AndEmptyMeansAbsent(String row, @Nullable String a, @Nullable String b)
      throws Exception {
    FieldValues values = read("a,b", row);
    assertThat(values.get(0), is(a));
    assertThat(values.get(1), is(b));
    assertThat(values.unknown(), is(0));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "1 | the header has 2 columns, but this row has 1 cell",
        "1,2,3 | the header has 2 columns, but this row has 3 cells",
        "1,2, | the header has 2 columns, but this row has 3 cells",
        "1;2 | the header has 2 columns, but this row has 1 cell; is its delimiter ';'?",
      })
  void aRowWithMoreOrFewerFieldsThanTheHeaderIsBadCsv(String row, String message) {
    assertThat(refusal("a,b", row.getBytes(UTF_8)), is(message));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1\"x,2", "\"never closed,2", "1,\"", "\"1\" ,2", "1,2\n3,4", "1\r2,3"})
  void whatIsNotRfc4180IsBadCsvInOneLine(String row) {
    assertThat(refusal("a,b", row.getBytes(UTF_8)), not(containsString("\n")));
  }

  @Test
  void whatIsNoUtf8IsBadCsv() {
    assertThat(refusal("a,b", "Café,2".getBytes(ISO_8859_1)), is("the row is not valid UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"b,a", "\"b\",\"a\"", "b,second.a"})
  void columnsAreFoundByTheNamesInTheHeaderWhateverTheirOrder(String header) throws Exception {
    FieldValues values = read(header, "2,1");
    assertThat(values.get(0), is("1"));
    assertThat(values.get(1), is("2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,second.a|1,2",
        "second.a,a|2,1",
        "a,second.a|,1",
        "second.a,a|1,",
      })
  void theFirstNameThatHasAValueWinsWhateverTheOrderOfTheColumns(String header, String row)
      throws Exception {
    assertThat(read(header, row).get(0), is("1"));
  }

  @Test
  void twoOfOurFieldsMayBeFoundInOneColumn() throws Exception {
    FieldMapping mapping = MAPPING.with("a=key,b=key");
    FieldValues values =
        new FieldReader(mapping, false).read(row("key".getBytes(UTF_8), "7".getBytes(UTF_8)));
    assertThat(values.get(0), is("7"));
    assertThat(values.get(1), is("7"));
  }

  @Test
  void unknownColumnsAreCountedWhereTheyHoldSomethingAndKeptAsJsonStringsWhenAskedFor()
      throws Exception {
    byte[] header = "x,a,y,z".getBytes(UTF_8);
    byte[] row = "7,1,,\"say \"\"hi\"\"\"".getBytes(UTF_8);
    FieldValues dropped = new FieldReader(MAPPING, false).read(row(header, row));
    assertThat(dropped.unknown(), is(2));
    assertThat(dropped.extras(), is(Map.of()));
    FieldValues kept = new FieldReader(MAPPING, true).read(row(header, row));
    assertThat(kept.unknown(), is(2));
    assertThat(kept.extras(), is(Map.of("x", "\"7\"", "z", "\"say \\\"hi\\\"\"")));
  }

  @ParameterizedTest(name = "header [{0}]: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "a,b,a | the header line has the column 'a' twice; which one is meant?",
        "a,b,A | the header line has the columns 'a' and 'A', which are the same name",
        "^ A,b,A^ | the header line has the columns ' A' and 'A', which are the same name",
        "a,\"b | the header line cannot be read: ",
        "a,\"b\"x | the header line cannot be read: ",
      })
  void underABrokenHeaderEveryRowIsBadCsv(String header, String message) {
    assertThat(refusal(header, "1,2,3".getBytes(UTF_8)), containsString(message));
  }

  /** Each row: a header, a row, what user_id is then; null: there is no such column. */
  static Stream<Arguments> spellings() {
    return Stream.of(
        arguments("user_id,b", "7,8", "7"),
        arguments("USER_ID,B", "7,8", "7"),
        arguments("User Id,b", "7,8", "7"),
        arguments(" user-id ,b", "7,8", "7"),
        arguments("User\u00a0ID,b", "7,8", "7"),
        arguments("user id;b", "7;8", "7"),
        arguments("user id\tb", "7\t8", "7"),
        arguments("user id|b", "7|8", "7"),
        arguments("\"user id\";\"b,c\"", "7;8", "7"),
        arguments("userid,b", "7,8", null));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("spellings")
  void aColumnIsFoundInAnyCaseAndWithSpacesOrHyphens(
      String header, String row, @Nullable String userId) throws Exception {
    FieldMapping mapping = FieldMapping.of(Map.of("user_id", List.of("user_id")));
    byte[] head = header.getBytes(UTF_8);
    FieldValues values = new FieldReader(mapping, false).read(row(head, row.getBytes(UTF_8)));
    assertThat(values.get(0), is(userId));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NULL", "\\N", "(null)", "\"NULL\""})
  void theWordsForNullMeanAbsentAndAreNoUnknownFieldsEither(String word) throws Exception {
    FieldValues values = read("a,b,x", "1," + word + "," + word);
    assertThat(values(values), is(asList("1", null)));
    assertThat(values.unknown(), is(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "None", "N", " NULL"})
  void otherWordsAreText(String word) throws Exception {
    assertThat(read("a,b", "1," + word).get(1), is(word));
  }

  @Test
  void theUserSaysWhichWordsAreNull() throws Exception {
    FieldReader reader = new FieldReader(MAPPING.withNullWords("-, n/a"), false);
    byte[] header = "a,b".getBytes(UTF_8);
    assertThat(
        values(reader.read(row(header, "NULL,n/a".getBytes(UTF_8)))), is(asList("NULL", null)));
    assertThat(values(reader.read(row(header, "-,1".getBytes(UTF_8)))), is(asList(null, "1")));
  }

  /** Each row: a row under the header "recipient,x", what recipient.email is; null: absent. */
  static Stream<Arguments> cellsOfJson() {
    return Stream.of(
        arguments("\"{\"\"email\"\": \"\"a@b.co\"\"}\",1", "a@b.co"),
        arguments("\" {\"\"id\"\":7,\"\"email\"\":\"\"a@b.co\"\"}\",1", "a@b.co"),
        arguments("\"{\"\"id\"\":7}\",1", null),
        arguments("\"{\"\"email\"\":\"\"a@b.co\"\"\",1", null),
        arguments("\"{\"\"email\"\":\"\"a@b.co\"\"} x\",1", null),
        arguments("a@b.co,1", null),
        arguments(",1", null));
  }

  @ParameterizedTest
  @MethodSource("cellsOfJson")
  void dotsReachIntoJsonInACell(String row, @Nullable String email) throws Exception {
    FieldMapping mapping = MAPPING.with("a=recipient.email");
    for (String header : List.of("recipient,x", "Recipient,x")) {
      FieldValues values =
          new FieldReader(mapping, false).read(row(header.getBytes(UTF_8), row.getBytes(UTF_8)));
      assertThat(values.get(0), is(email));
      assertThat("the rest of the cell is not unknown", values.unknown(), is(1));
    }
  }

  @Test
  void aColumnThatStandsTwiceIsNoFaultIfNothingIsReadFromIt() throws Exception {
    byte[] header = "a,x,X,x".getBytes(UTF_8);
    FieldReader reader = new FieldReader(MAPPING, true);
    assertThat(reader.headerFault(header), is(nullValue()));
    FieldValues values = reader.read(row(header, "1,2,3,4".getBytes(UTF_8)));
    assertThat(values.extras(), is(Map.of("x", "\"2\"", "X", "\"3\"")));
    assertThat("one of four is kept by no name", values.unknown(), is(3));
  }

  @Test
  void theReaderSaysBeforeTheRunWhatIsWrongWithAHeader() {
    FieldReader reader = new FieldReader(MAPPING, false);
    assertThat(reader.headerFault("a,b".getBytes(UTF_8)), is(nullValue()));
    assertThat(reader.headerFault("a,x,a".getBytes(UTF_8)), containsString("'a' twice"));
    assertThat(reader.headerFault(null), is("the header line is missing"));
  }

  @Test
  void columnsWithoutANameMayStandThereMoreThanOnce() throws Exception {
    assertThat(read("a,,", "1,,").get(0), is("1"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void withoutAHeaderEveryRowIsBadCsv(boolean empty) {
    byte[] header = empty ? new byte[0] : null;
    BadRowException e =
        assertThrows(
            BadRowException.class,
            () -> new FieldReader(MAPPING, false).read(row(header, "1,2".getBytes(UTF_8))));
    assertThat(e.reason(), is(Reason.BAD_CSV));
  }

  @Test
  void eachFileHasItsOwnHeader() throws Exception {
    FieldReader reader = new FieldReader(MAPPING, false);
    byte[] row = "1,2".getBytes(UTF_8);
    assertThat(values(reader.read(row("a,b".getBytes(UTF_8), row))), is(asList("1", "2")));
    assertThat(values(reader.read(row("b,a".getBytes(UTF_8), row))), is(asList("2", "1")));
    assertThat(values(reader.read(row("x,a".getBytes(UTF_8), row))), is(asList("2", null)));
  }

  @Test
  void aBadRowLeavesNothingBehindForTheNext() throws Exception {
    FieldReader reader = new FieldReader(MAPPING, false);
    byte[] header = "a,b".getBytes(UTF_8);
    byte[] tooMany = "1,2,3".getBytes(UTF_8);
    assertThrows(BadRowException.class, () -> reader.read(row(header, tooMany)));
    FieldValues values = reader.read(row(header, ",".getBytes(UTF_8)));
    assertThat(values.get(0), is(nullValue()));
    assertThat(values.get(1), is(nullValue()));
  }

  private static List<@Nullable String> values(FieldValues values) {
    return asList(values.get(0), values.get(1));
  }

  private static FieldValues read(String header, String row) throws BadRowException {
    return new FieldReader(MAPPING, false).read(row(header.getBytes(UTF_8), row.getBytes(UTF_8)));
  }

  private static String refusal(String header, byte[] row) {
    BadRowException e =
        assertThrows(
            BadRowException.class,
            () -> new FieldReader(MAPPING, false).read(row(header.getBytes(UTF_8), row)));
    assertThat(e.reason(), is(Reason.BAD_CSV));
    return e.getMessage();
  }

  private static SourceRow row(byte @Nullable [] header, byte[] row) {
    return new SourceRow("a.csv", 0, 2, RowFormat.CSV, header, row, 0, row.length, row.length);
  }
}
