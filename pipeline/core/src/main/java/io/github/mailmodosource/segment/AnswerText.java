package io.github.mailmodosource.segment;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads the beginning of an answer's body. Segment's answers are short; what is longer comes from
 * something else, may never end, and is hung up on.
 */
final class AnswerText implements BodySubscriber<AnswerBody> {
  private static final int MOST_BYTES = AnswerBody.MOST_BYTES;

  private final String contentType;
  private final CompletableFuture<AnswerBody> text = new CompletableFuture<>();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private Flow.@Nullable Subscription subscription;

  AnswerText(String contentType) {
    this.contentType = contentType;
  }

  @Override
  public CompletionStage<AnswerBody> getBody() {
    return text;
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      byte[] part = new byte[Math.min(buffer.remaining(), MOST_BYTES - bytes.size())];
      buffer.get(part);
      bytes.writeBytes(part);
    }
    if (bytes.size() == MOST_BYTES && subscription != null) {
      subscription.cancel();
      onComplete();
    }
  }

  @Override
  public void onError(Throwable thrown) {
    text.completeExceptionally(thrown);
  }

  @Override
  public void onComplete() {
    boolean isCut = bytes.size() == MOST_BYTES;
    text.complete(AnswerBody.of(bytes.toByteArray(), isCut, contentType));
  }
}
