package dev.freehold.keycloak.dispatch;

import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Throws the answer's body away; a short one is drained so that the connection can be used again, a
 * long one is cut.
 */
final class CappedBody implements HttpResponse.BodySubscriber<Void> {
  private static final long CAP_BYTES = 8 * 1024;

  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private Flow.Subscription subscription;
  private long seen;

  @Override
  public CompletionStage<Void> getBody() {
    return done;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    this.subscription = subscription;
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      seen += buffer.remaining();
    }
    if (seen > CAP_BYTES) {
      subscription.cancel();
      done.complete(null);
    } else {
      subscription.request(1);
    }
  }

  @Override
  public void onError(Throwable cause) {
    done.completeExceptionally(cause);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }
}
