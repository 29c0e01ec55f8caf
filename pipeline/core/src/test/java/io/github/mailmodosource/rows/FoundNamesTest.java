package io.github.mailmodosource.rows;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.lessThan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoundNamesTest {
  @Test
  void columnsAreNames() {
    FirstRows csv = FirstRows.ofFile("a.csv", List.of("email", "User Id"), List.of());
    FirstRows table = FirstRows.ofTable("mailmodo.users", List.of("ID"));
    assertThat(FoundNames.of(List.of(csv, table)), contains("email", "User Id", "ID"));
  }

  @Test
  void insideOfJsonObjectsDotsLeadToThem() {
    assertThat(
        names("{'a':1,'b':{'c':'x','d':{'e':[{'f':1}]}}}", "{'g':null,'a':2}"),
        contains("a", "b.c", "b.d.e", "g"));
  }

  /** Deeper objects are named as a whole, so that a value of thousands of levels costs nothing. */
  @Test
  void threeLevelsAreNamed() {
    assertThat(names("{'a':{'b':{'c':{'d':1}}}}"), contains("a.b.c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "[{'a':1}]", "nonsense", ""})
  void whatIsNoObjectHasNone(String row) {
    assertThat(names(row), empty());
  }

  @Test
  void whatCouldBeReadOfABrokenRowIsNamed() {
    assertThat(names("{'a':1,'b':"), contains("a"));
  }

  @Test
  void rowsThatHaveNamesWithoutEndAreCutShort() {
    StringBuilder row = new StringBuilder("{");
    for (int i = 0; i < 5_000; i++) {
      row.append("'n").append(i).append("':1,");
    }
    assertThat(names(row + "'last':1}"), hasSize(lessThan(1_001)));
  }

  private static Set<String> names(String... rows) {
    List<SourceRow> first = new ArrayList<>();
    for (String row : rows) {
      byte[] bytes = row.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
      first.add(
          new SourceRow(
              "a.jsonl", 0, 1, RowFormat.JSON_LINES, null, bytes, 0, bytes.length, bytes.length));
    }
    return FoundNames.of(List.of(new FirstRows("a.jsonl", first)));
  }
}
