package io.github.mailmodosource.segment;

/** The one line that a user reads when an answer stops the job: what it was, and how to fix it. */
final class FatalAnswer {
  private FatalAnswer() {}

  static String describe(Answer answer, SegmentSettings settings) {
    String fix =
        switch (answer.status()) {
          case 400, 401 ->
              "the write key in " + settings.writeKey() + " was not accepted; check it";
          case 403 ->
              "the write key in "
                  + settings.writeKey()
                  + " is not allowed to do this; check the key and the region";
          case 404 -> "no Tracking API was found at this address; check --endpoint or --region";
          default ->
              "this is a redirect, which is not followed; use the final address in --endpoint";
        };
    return settings.batchAddress() + " answered " + answer.status() + "; " + fix;
  }
}
