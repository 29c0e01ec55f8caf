package io.github.mailmodosource.event;

import static io.github.mailmodosource.track.TrackSamples.json;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.mailmodosource.rows.RowSamples;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SharedFieldsTest {

  @Test
  void theContextNamesTheSourceAndThisProgram() {
    assertThat(
        json(SharedFields.of(null).context()),
        is(
            json(
                "{'integration':{'name':'mailmodo','version':'1.0.0'},"
                    + "'library':{'name':'mailmodo-source','version':'"
                    + Version.get()
                    + "'}}")));
  }

  @Test
  void byDefaultEventsDoNotComeBackToMailmodo() {
    assertThat(json(SharedFields.of(null).integrations()), is(json("{'Mailmodo':false}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'All':false,'Warehouses':{'all':true}}",
        "  {'All' : true}  ",
        "{'Größe':{'a':[1,2.50,null]}}"
      })
  void anOptionReplacesTheDefault(String option) {
    assertThat(json(SharedFields.of(option.replace('\'', '"')).integrations()), is(json(option)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "Mailmodo",
        "false",
        "null",
        "7",
        "[]",
        "[{}]",
        "{",
        "{'All':}",
        "{All:false}",
        "{'All':false}}",
        "{'All':false} and more"
      })
  void whatIsNoJsonObjectIsRefusedWithAnExample(String option) {
    String value = option.replace('\'', '"');
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> SharedFields.of(value));
    assertThat(refused.getMessage(), startsWith("'" + value + "' is not a JSON object"));
    assertThat(refused.getMessage(), endsWith("{\"All\":false}"));
    assertThat(String.valueOf(refused.getMessage()).lines().count(), is(1L));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`{'event':'x','context':{'traits':{'email':'a@b.co'}}}`",
        "`{'event':'x','context':{}}`",
        "`{'event':'x'}`",
      })
  void mergedIntoAnEventItIsWhatSegmentSees(String event) {
    SharedFields shared = SharedFields.of("{\"All\":false}");
    String merged = shared.mergedInto(event(event));

    assertThat(json(merged).at("/event").textValue(), is("x"));
    assertThat(json(merged).at("/context/traits"), is(json(event).at("/context/traits")));
    assertThat(json(merged).at("/context/integration/name").textValue(), is("mailmodo"));
    assertThat(json(merged).at("/context/library/version").textValue(), is(Version.get()));
    assertThat(json(merged).get("integrations"), is(json("{'All':false}")));
    assertThat(merged, not(startsWith(" ")));
  }

  /** How the events of strangers are written varies; {@code SizeLimitsTest} has those of ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"Größe\":\"😀\"}", "{\"All\":false,\"Warehouses\":{\"all\":true}}"})
  void saysHowManyBytesAnEventHasWhenItIsMerged(@Nullable String integrations) {
    SharedFields shared = SharedFields.of(integrations);
    for (String context :
        List.of(
            "", ",'context':{}", ",'context':{'traits':{'email':'a@b.co'}}", ",'context':null")) {
      TrackEvent event = event("{'event':'ü'" + context + "}");
      int merged = shared.mergedInto(event).getBytes(StandardCharsets.UTF_8).length;
      assertThat(shared.mergedBytes(event), is(merged));
      assertThat(merged, is(lessThanOrEqualTo(event.json().length() + shared.mostBytes())));
    }
  }

  private static TrackEvent event(String json) {
    return new TrackEvent(
        "mailmodo-1", "x", EventJson.of(json.replace('\'', '"')), RowSamples.json("{}"));
  }
}
