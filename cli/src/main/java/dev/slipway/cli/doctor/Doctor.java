package dev.slipway.cli.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Asks questions, all at the same time, and waits for each answer only so long. One that fails or
/// hangs hides none of the others.
public final class Doctor {

  /// How long a question may take.
  public static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String LOOK =
      "look at it by hand; what is here depends on more than Slipway";

  private final Duration patience;

  public Doctor(Duration patience) {
    this.patience = patience;
  }

  /// Returns the answers to `questions`, in their order.
  public List<Check> ask(List<Question> questions) throws InterruptedException {
    var executor = Executors.newThreadPerTaskExecutor(daemons());
    try {
      long begun = System.nanoTime();
      var answers = questions.stream().map(question -> begin(executor, question)).toList();
      var checks = new ArrayList<Check>();
      for (int i = 0; i < answers.size(); i++) {
        var left = patience.minusNanos(System.nanoTime() - begun);
        checks.add(answer(questions.get(i), answers.get(i), left));
      }
      return checks;
    } finally {
      executor.shutdownNow(); // and not close(): what hangs may hang on
    }
  }

  private static Future<Check> begin(ExecutorService executor, Question question) {
    Callable<Check> call = question.answer()::find;
    return executor.submit(call);
  }

  private Check answer(Question question, Future<Check> answer, Duration left)
      throws InterruptedException {
    try {
      return answer.get(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return new Check.Bad(
          question.what(), "no answer within " + patience.toMillis() + " ms", LOOK);
    } catch (ExecutionException e) {
      return new Check.Bad(question.what(), said(e.getCause() == null ? e : e.getCause()), LOOK);
    }
  }

  private static String said(Throwable cause) {
    var message = cause.getMessage();
    var text = message == null || message.isBlank() ? cause.toString() : message;
    return text.strip().replaceAll("\\s+", " ");
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().name("doctor-", 0).daemon().factory();
  }
}
