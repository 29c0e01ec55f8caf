package io.github.mailmodosource.reconcile;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mailmodo's campaign reports, as its API gives them. */
class MailmodoTotalsTest {
  private static final String ONE = "{\"campaignId\":\"C-1\",\"campaignName\":\"Sale\",\"sent\":5}";
  private static final String TWO = "{\"campaignId\":\"C-2\",\"sent\":\"7\"}";

  @TempDir Path folder;

  @BeforeAll
  static void registerFileSystems() {
    FileSystems.setDefaultPipelineOptions(PipelineOptionsFactory.create());
  }

  @Test
  void eachFieldCountsItsEvent() throws Exception {
    MailmodoTotals totals =
        read(
            """
            {"campaignId":"C-1","campaignName":"Sale","campaignType":"CONTACT_LIST","status":"Processed",
             "sent":1,"delivered":99,"opens":2,"ampOpens":9,"clicks":3,"submission":4,"complaints":5,
             "bounced":6,"unsubscribed":7,"blocked":8}
            """);
    assertThat(
        totals.campaigns(),
        is(
            List.of(
                new MailmodoTotals.Campaign(
                    "C-1",
                    "Sale",
                    Map.of(
                        "Email Sent", 1L,
                        "Email Opened", 2L,
                        "Link Clicked", 3L,
                        "Email Form Submitted", 4L,
                        "Email Marked as Spam", 5L,
                        "Email Bounced", 6L,
                        "Email Unsubscribed", 7L)))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"%s%n%s%n", "[%s,%s]", "[%s]%n[%s]", "%n%s %s"})
  void anArrayOrJsonLinesWillDo(String form) throws Exception {
    List<MailmodoTotals.Campaign> campaigns = read(form.formatted(ONE, TWO)).campaigns();
    assertThat(
        campaigns,
        is(
            List.of(
                new MailmodoTotals.Campaign("C-1", "Sale", Map.of("Email Sent", 5L)),
                new MailmodoTotals.Campaign("C-2", "", Map.of("Email Sent", 7L)))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | it has no campaign report
          '[]' | it has no campaign report
          '{"sent":1' | invalid JSON in line 1
          '"sent"' | report 1 has neither campaignId nor campaignName
          '{"sent":1}' | report 1 has neither campaignId nor campaignName
          '{"campaignId":"C-1"}' | report 1 has none of sent, opens, clicks
          '{"campaignId":"C-1","sent":-1}' | report 1: sent is not a whole number: -1
          '{"campaignId":"C-1","sent":"many"}' | report 1: sent is not a whole number: "many"
          '[{"id":"C-1","sent":1},{"id":"C-1","sent":2}]' | campaign C-1 has two reports
          """)
  void whatCannotBeReadIsOneLine(String text, String reason) {
    String said =
        String.valueOf(assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
    assertThat(said, containsString(reason));
    assertThat(said.lines().count(), is(1L));
  }

  private MailmodoTotals read(String text) throws IOException {
    return MailmodoTotals.read(Files.writeString(folder.resolve("counts.json"), text).toString());
  }
}
