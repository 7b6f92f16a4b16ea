package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.Answer;
import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.cli.hook.PushSender;
import dev.slipway.core.delivery.DeliveryId;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Delivers pushes as GitHub does, with a person who redelivers whatever did not get through: what
/// is not answered, or with 5xx, is sent again a while later as the same delivery. Thread-safe.
final class Sender implements AutoCloseable {

  private static final Duration AGAIN = Duration.ofMillis(1_500);
  private static final int SERVER_ERROR = 500;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final PushSender pushes = new PushSender(http);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger open = new AtomicInteger();
  private final URI control;
  private final Journal journal;

  Sender(URI control, Journal journal) {
    this.control = control;
    this.journal = journal;
  }

  /// Delivers `push` after a while, until it is accepted or refused for good.
  void deliver(Push push, Secret secret, Duration after) {
    open.incrementAndGet();
    threads.execute(() -> run(push, secret, after));
  }

  private void run(Push push, Secret secret, Duration after) {
    try {
      TimeUnit.MILLISECONDS.sleep(after.toMillis());
      while (!isAnswered(push, secret)) {
        TimeUnit.MILLISECONDS.sleep(AGAIN.toMillis());
      }
      open.decrementAndGet();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // given up
    }
  }

  private boolean isAnswered(Push push, Secret secret) throws InterruptedException {
    try {
      int status = send(push, secret);
      journal.add(new Answer(push.project(), push.delivery(), status));
      return status < SERVER_ERROR;
    } catch (IOException e) {
      return false;
    }
  }

  private int send(Push push, Secret secret) throws IOException, InterruptedException {
    var hook = control.resolve("/hooks/github/" + push.project());
    var sent =
        new PushSender.Push(
            "refs/heads/" + push.branch(), push.commit(), "chaos", "Chaos", push.project());
    return pushes.send(hook, secret, sent, new DeliveryId(push.delivery())).statusCode();
  }

  /// Tells whether everything was answered for good.
  boolean isDone() {
    return open.get() == 0;
  }

  /// Gives up what was not answered.
  @Override
  public void close() {
    threads.shutdownNow();
    http.shutdownNow();
  }
}
