package io.github.mailmodosource.segment;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;

/**
 * A request's body that tells when it has left: when a connection stood and the last byte was
 * handed to it. Making the connection may take longer than many turns of the pace.
 */
final class DepartingBody implements BodyPublisher {
  private final BodyPublisher body;
  private final Runnable departed;

  /**
   * A body of parts that follow one another.
   *
   * @param length of all of them
   */
  DepartingBody(List<ByteBuffer> parts, long length, Runnable departed) {
    body =
        BodyPublishers.fromPublisher(
            BodyPublishers.ofInputStream(() -> new BodyStream(parts)), length);
    this.departed = departed;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
    body.subscribe(
        new Flow.Subscriber<ByteBuffer>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            connection.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer part) {
            connection.onNext(part);
          }

          @Override
          public void onError(Throwable thrown) {
            connection.onError(thrown);
          }

          @Override
          public void onComplete() {
            connection.onComplete();
            departed.run();
          }
        });
  }
}
