package io.github.mailmodosource.coding;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SnakeCaseTest {

  /** The vectors of segmentio/go-snakecase, which names the warehouse's columns. */
  @ParameterizedTest
  @CsvSource({
    "sampleText, sample_text",
    "inviteYourCustomersAddInvites, invite_your_customers_add_invites",
    "samPLE text, sam_ple_text",
    "CStringRef, cstring_ref",
    "2FA Enabled, 2fa_enabled",
    "sample___text, sample_text",
    "p_z9Rg, p_z9_rg",
    "THE5r, the5r",
    "something.com, something_com",
  })
  void namesAFieldAsTheWarehouseNamesItsColumn(String name, String column) {
    assertThat(SnakeCase.of(name), is(column));
    assertThat(SnakeCase.columnOf(name), is(column));
  }

  @ParameterizedTest
  @CsvSource({
    "utm32Source, utm32_source",
    "Open-Count, open_count",
    "'  device 4  Model ', device_4_model",
    "CITY:ZIP, city_zip",
    "$price%, price",
  })
  void takesEverythingElseForASeparator(String name, String column) {
    assertThat(SnakeCase.of(name), is(column));
  }

  /** Each row: a field, the property that is made of it, the column of a warehouse. */
  @ParameterizedTest
  @CsvSource({
    "userAgent, user_agent, user_agent",
    "Größe, größe, gr_e",
    "ÄußereForm, äußere_form, u_ere_form",
    "имя, имя, ''",
    "ИмяПользователя, имя_пользователя, ''",
    "名前, 名前, ''",
    "名前 2, 名前_2, 2",
    "नाम, नाम, ''",
    "𐐐𐐨x, 𐐸𐐨x, x",
    "👍 count, count, count",
    "'', '', ''",
    "$%, '', ''",
  })
  void lettersOfEveryAlphabetStayInPropertiesButNotInColumns(
      String name, String property, String column) {
    assertThat(SnakeCase.of(name), is(property));
    assertThat(SnakeCase.columnOf(name), is(column));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "email_id",
        "email_subject",
        "email_type",
        "template_id",
        "template_name",
        "campaign_id",
        "campaign_name",
        "campaign_type",
        "campaign_trigger_source",
        "apple_privacy_open",
        "link_id",
        "link_url",
        "form_id",
        "form_name",
        "submission_type",
        "reason",
        "is_hard_bounce"
      })
  void leavesTheSeventeenPropertiesAsTheyAre(String name) {
    assertThat(SnakeCase.of(name), is(name));
  }

  @ParameterizedTest
  @CsvSource({
    "Email Sent, email_sent",
    "Email Opened, email_opened",
    "Link Clicked, link_clicked",
    "Email Form Submitted, email_form_submitted",
    "Email Marked as Spam, email_marked_as_spam",
    "Email Bounced, email_bounced",
    "Email Unsubscribed, email_unsubscribed",
  })
  void namesTheSevenTables(String event, String table) {
    assertThat(SnakeCase.of(event), is(table));
  }
}
