package dev.slipway.runner.build;

import com.github.dockerjava.api.async.ResultCallback;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Follows a stream of the engine: hands each of its things on as it comes, and knows when it ends.
/// Thread-safe.
final class Following<T> implements ResultCallback<T> {

  private final Consumer<T> next;
  private final Consumer<Optional<Throwable>> ended;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch done = new CountDownLatch(1);
  private final AtomicReference<Optional<Closeable>> stream =
      new AtomicReference<>(Optional.empty());

  /// @param next takes each thing; its bytes may be reused when it returns
  /// @param ended is told once that the stream has ended, and of what if it has failed
  Following(Consumer<T> next, Consumer<Optional<Throwable>> ended) {
    this.next = next;
    this.ended = ended;
  }

  @Override
  public void onStart(Closeable closeable) {
    stream.set(Optional.of(closeable));
    begun.countDown();
  }

  @Override
  public void onNext(T thing) {
    next.accept(thing);
  }

  @Override
  public void onError(Throwable failure) {
    finish(Optional.of(failure));
  }

  @Override
  public void onComplete() {
    finish(Optional.empty());
  }

  /// Waits until the engine has begun to answer.
  void awaitBegin(Duration limit, String what) throws InterruptedException {
    if (!begun.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
      throw Deadline.failure(what, new IOException("no answer within " + limit.toSeconds() + " s"));
    }
  }

  /// Waits until the stream has ended, and tells whether it has.
  boolean awaitEnd(Duration limit) throws InterruptedException {
    return done.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  /// Ends it, unless it has ended.
  @Override
  public void close() throws IOException {
    var open = stream.getAndSet(Optional.empty());
    if (open.isPresent() && done.getCount() > 0) {
      done.countDown();
      open.get().close();
    }
  }

  private synchronized void finish(Optional<Throwable> failure) {
    if (done.getCount() > 0) {
      done.countDown();
      begun.countDown();
      ended.accept(failure);
    }
  }
}
