package io.github.mailmodosource.event;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

class EventJsonTest {
  @Test
  void aPersonIsToldByUserIdOrElseByAnonymousId() {
    assertThat(event("{'event':'x','userId':'u-1','timestamp':'t'}").person(), is("u-1"));
    assertThat(event("{'event':'x','anonymousId':'a-1'}").person(), is("a-1"));
    assertThat(event("{'event':'x','anonymousId':'a-1','userId':'u-1'}").person(), is("u-1"));
    assertThat(event("{'event':'x'}").person(), is(nullValue()));
  }

  /** Else all whose names begin in the same way would be one. */
  @Test
  void aQuoteWithinAnIdDoesNotEndIt() {
    assertThat(event("{'userId':'a\\'b','x':1}").person(), is("a\\\"b"));
    assertThat(event("{'userId':'a\\\\','x':1}").person(), is("a\\\\"));
  }

  /** In a text quotes are escaped, so nothing in it looks like a field. */
  @Test
  void aTextThatLooksLikeAFieldIsNone() {
    assertThat(event("{'event':'\\'userId\\':\\'u-2\\'','userId':'u-1'}").person(), is("u-1"));
  }

  @Test
  void whatStandsAroundAViewIsNotRead() {
    byte[] bytes = event("{'userId':'u-1'},{'x':1},{'timestamp':'t'}").buffer();
    EventJson view = new EventJson(bytes, 17, 7);
    assertThat(view.text(), is("{\"x\":1}"));
    assertThat(view.person(), is(nullValue()));
    assertThat(view.timestamp(), is(nullValue()));
  }

  private static EventJson event(String json) {
    return EventJson.of(json.replace('\'', '"'));
  }
}
