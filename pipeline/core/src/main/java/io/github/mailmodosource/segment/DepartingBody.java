package io.github.mailmodosource.segment;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body that tells when it has left: when a connection stood and the last byte was
 * handed to it. Making the connection may take longer than many turns of the pace.
 *
 * <p>It is handed over as it stands in memory; none of the JDK's own bodies does that with views.
 */
final class DepartingBody implements BodyPublisher {
  private final List<ByteBuffer> parts;
  private final long length;
  private final Runnable departed;

  /**
   * A body of parts that follow one another.
   *
   * @param length of all of them
   */
  DepartingBody(List<ByteBuffer> parts, long length, Runnable departed) {
    this.parts = parts;
    this.length = length;
    this.departed = departed;
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> connection) {
    connection.onSubscribe(new Departure(connection));
  }

  /** One way out of the body's parts; another connection begins anew. */
  private final class Departure implements Flow.Subscription {
    private final Flow.Subscriber<? super ByteBuffer> connection;
    private final Iterator<ByteBuffer> left = new BodyParts(parts);
    private final AtomicLong demand = new AtomicLong();
    private volatile boolean ended;

    private Departure(Flow.Subscriber<? super ByteBuffer> connection) {
      this.connection = connection;
    }

    @Override
    public void request(long more) {
      if (more <= 0) {
        ended = true;
        connection.onError(new IllegalArgumentException("a demand of " + more + " parts"));
        return;
      }
      if (demand.getAndAccumulate(more, Departure::sum) > 0) {
        // Whoever found no demand before its own is at it, this thread perhaps: a part is handed
        // over after another, never within.
        return;
      }
      while (!ended) {
        handOver();
        if (demand.decrementAndGet() == 0) {
          return;
        }
      }
    }

    private void handOver() {
      connection.onNext(left.next());
      if (!left.hasNext() && !ended) {
        ended = true;
        connection.onComplete();
        departed.run();
      }
    }

    @Override
    public void cancel() {
      ended = true;
    }

    private static long sum(long demand, long more) {
      return demand + more < 0 ? Long.MAX_VALUE : demand + more;
    }
  }
}
