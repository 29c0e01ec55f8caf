package io.github.mailmodosource.segment;

/** The one line that a user reads when an answer stops the job: what it was, and how to fix it. */
final class FatalAnswer {
  private FatalAnswer() {}

  static String describe(Answer answer, SegmentSettings settings) {
    if (answer.isSuccess() && answer.body() == AnswerBody.Kind.WEB_PAGE) {
      return "something between here and Segment answered with a web page to "
          + settings.batchAddress()
          + " (HTTP "
          + answer.status()
          + "), so nothing has arrived; check --endpoint, the proxy, and whether this network wants you to sign in";
    }
    String fix =
        switch (answer.status()) {
          case 403 ->
              "the write key in "
                  + settings.writeKey()
                  + " is not allowed to do this; check the key and the region";
          case 404 -> "no Tracking API was found at this address; check --endpoint or --region";
          default ->
              answer.status() / 100 == 3
                  ? "this is a redirect, which is not followed; use the final address in --endpoint"
                  : "the write key in " + settings.writeKey() + " was not accepted; check it";
        };
    return settings.batchAddress() + " answered " + answer.status() + "; " + fix;
  }
}
