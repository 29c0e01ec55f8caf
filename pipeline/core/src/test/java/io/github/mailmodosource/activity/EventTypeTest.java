package io.github.mailmodosource.activity;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.arrayWithSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTypeTest {

  @Test
  void thereAreSevenEvents() {
    assertThat(EventType.values(), is(arrayWithSize(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "Email Sent, email_sent, sent, EMAIL_SENT",
    "Email Opened, email_opened, opened, EMAIL_OPENED",
    "Link Clicked, link_clicked, clicked, LINK_CLICKED",
    "Email Form Submitted, email_form_submitted, submitted, EMAIL_FORM_SUBMITTED",
    "Email Marked as Spam, email_marked_as_spam, complained, EMAIL_MARKED_AS_SPAM",
    "Email Bounced, email_bounced, bounced, EMAIL_BOUNCED",
    "Email Unsubscribed, email_unsubscribed, unsubscribed, EMAIL_UNSUBSCRIBED",
  })
  void readsTheNameTheSnakeCaseAndTheShortFormInAnyCase(
      String name, String snakeCase, String shortForm, EventType event) {
    assertThat(event.eventName(), is(name));
    for (String form : new String[] {name, snakeCase, shortForm}) {
      assertThat(form, EventType.parse(form), is(event));
      assertThat(form, EventType.parse(form.toLowerCase(Locale.ROOT)), is(event));
      assertThat(form, EventType.parse(form.toUpperCase(Locale.ROOT)), is(event));
      assertThat(form, EventType.parse(mixed(form)), is(event));
      assertThat(form, EventType.parse(" " + form + "\t"), is(event));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "Email",
        "Email  Sent",
        "email-sent",
        "emailsent",
        "EmailSent",
        "delivered",
        "spam",
        "form",
        "Link Click",
        "link_clicked_",
        "Email Sent!",
        "null",
        "0"
      })
  void whatIsNoneOfTheSevenIsRefused(String text) {
    assertThat(EventType.parse(text), is(nullValue()));
  }

  private static String mixed(String text) {
    StringBuilder mixed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      mixed.append(i % 2 == 0 ? Character.toLowerCase(c) : Character.toUpperCase(c));
    }
    return mixed.toString();
  }
}
