package cadenza.app.weights;

import cadenza.scan.Progress;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The bytes of an answer, taken piece by piece by the thread that writes them.
///
/// # How it works
///
/// The HTTP client hands over a list of buffers only when asked for one, so at most one is on its
/// way. Taking waits in short steps: a stalled server is noticed, and so is a person who cancels.
final class Body implements BodySubscriber<Body>, AutoCloseable {
  private static final long STEP_MILLIS = 100;

  /// What came in: bytes, an end, or a failure.
  private record Piece(List<ByteBuffer> bytes, boolean last, @Nullable Throwable failure) {}

  private final boolean wanted;
  private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();

  /// @param wanted false to drop the connection as soon as the headers are there
  Body(boolean wanted) {
    this.wanted = wanted;
  }

  @Override
  public CompletionStage<Body> getBody() {
    return CompletableFuture.completedStage(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription.complete(newSubscription);
    if (wanted) {
      newSubscription.request(1);
    } else {
      newSubscription.cancel();
    }
  }

  @Override
  public void onNext(List<ByteBuffer> bytes) {
    pieces.add(new Piece(bytes, false, null));
  }

  @Override
  public void onError(Throwable failure) {
    pieces.add(new Piece(List.of(), true, failure));
  }

  @Override
  public void onComplete() {
    pieces.add(new Piece(List.of(), true, null));
  }

  /// The next bytes, or null at the end.
  ///
  /// @throws ConnectionLostException if the connection breaks or stands still for `patience`
  @Nullable List<ByteBuffer> next(Duration patience, Progress progress)
      throws ConnectionLostException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      progress.checkCancelled();
      Piece piece = poll();
      if (piece == null) {
        if (System.nanoTime() > end) {
          throw new ConnectionLostException(
              "nothing came for " + patience.toSeconds() + " s", null);
        }
        continue;
      }
      if (piece.failure() != null) {
        throw new ConnectionLostException("the connection was cut", piece.failure());
      }
      if (piece.last()) {
        return null;
      }
      subscription.join().request(1);
      return piece.bytes();
    }
  }

  private @Nullable Piece poll() {
    try {
      return pieces.poll(STEP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    }
  }

  /// Drops what has not come yet.
  @Override
  public void close() {
    if (subscription.isDone()) {
      subscription.join().cancel();
    }
  }
}
