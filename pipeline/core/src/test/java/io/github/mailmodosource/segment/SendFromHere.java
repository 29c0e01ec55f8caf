package io.github.mailmodosource.segment;

import io.github.mailmodosource.failure.JobStoppedException;

/** Sends three events from a process with an environment of its own, and says what came of it. */
final class SendFromHere {
  private SendFromHere() {}

  /** Takes the endpoint, and whether it may be plain http. */
  public static void main(String[] arguments) throws InterruptedException {
    try {
      SegmentSettings settings =
          Sending.settings("http://127.0.0.1", "--retryFor=0s").toBuilder()
              .endpoint(arguments[0])
              .allowPlainHttp(true)
              .build();
      Delivered delivered = Sending.sendOne(settings, Events.some(3));
      System.out.println("sent " + delivered.sent());
      delivered.refused().forEach(refused -> System.out.println(refused.message()));
    } catch (JobStoppedException e) {
      System.out.println("stopped: " + e.getMessage());
    }
  }
}
