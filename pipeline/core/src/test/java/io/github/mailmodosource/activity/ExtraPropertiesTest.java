package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExtraPropertiesTest {
  @Test
  void fieldsThatAreKeptAreNamedInSnakeCaseAndKeepTheirJson() {
    assertThat(
        ExtraProperties.of(Map.of("userAgent", "\"Mail\"", "Open Count", "3.10")),
        is(Map.of("user_agent", "\"Mail\"", "open_count", "3.10")));
  }

  @Test
  void namesOfOtherAlphabetsAreKept() {
    assertThat(
        ExtraProperties.of(Map.of("имя", "1", "名前", "2", "Größe", "3")),
        is(Map.of("имя", "1", "名前", "2", "größe", "3")));
  }

  @Test
  void theOrderOfTheRowStays() {
    Map<String, String> fields = new LinkedHashMap<>();
    List.of("z", "b", "q", "a", "c").forEach(name -> fields.put(name, "1"));
    assertThat(ExtraProperties.of(fields).keySet(), contains("z", "b", "q", "a", "c"));
  }

  @Test
  void aFieldThatSpellsADocumentedPropertyOfWhateverEventIsLeftOut() {
    assertThat(
        ExtraProperties.of(
            Map.of("campaignId", "\"other\"", "Link ID", "7", "isHardBounce", "\"yes\"")),
        is(Map.of()));
  }

  @Test
  void aFieldThatWouldShareTheColumnOfADocumentedPropertyIsLeftOut() {
    assertThat(ExtraProperties.of(Map.of("campaign_id_ü", "1")), is(Map.of()));
  }

  @Test
  void ofTwoFieldsWithOneNameTheFirstStays() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("userAgent", "1");
    fields.put("user_agent", "2");
    assertThat(ExtraProperties.of(fields), is(Map.of("user_agent", "1")));
  }

  @Test
  void aFieldWhoseNameHasNeitherLetterNorDigitIsLeftOut() {
    assertThat(ExtraProperties.of(Map.of("$", "1", "_", "2", "👍", "3", "", "4")), is(Map.of()));
  }
}
