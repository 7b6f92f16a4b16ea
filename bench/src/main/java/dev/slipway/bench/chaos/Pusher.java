package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.Push;
import dev.slipway.core.secret.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// Somebody who pushes all the time: to the main branch mostly, several times in a row now and
/// then, by force at times; and whose deliveries may be late, out of order, or come twice.
final class Pusher {

  /// A repository, and the secret that its webhook is signed with.
  record Hooked(ChaosRepository repository, Secret secret) {}

  private static final List<String> PREVIEWS = List.of("topic", "feature/menu");
  private static final int MOST_IN_A_ROW = 4;
  private static final int LONGEST_BUILD_MILLIS = 1_200;
  private static final int LATEST_MILLIS = 6_000;

  private final Plan plan;
  private final List<Hooked> projects;
  private final Sender sender;
  private final Journal journal;
  private final RandomGenerator random;
  private int pushed;

  Pusher(Plan plan, List<Hooked> projects, Sender sender, Journal journal, RandomGenerator random) {
    this.plan = plan;
    this.projects = List.copyOf(projects);
    this.sender = sender;
    this.journal = journal;
    this.random = random;
  }

  /// Pushes as often as planned, which takes as long as planned or a little longer.
  void run() throws IOException, InterruptedException {
    long start = System.nanoTime();
    while (pushed < plan.pushes()) {
      var project = projects.get(random.nextInt(projects.size()));
      project.repository().change(branch());
      int inARow = random.nextInt(6) == 0 ? 2 + random.nextInt(MOST_IN_A_ROW - 1) : 1;
      for (int i = 0; i < inARow && pushed < plan.pushes(); i++) {
        push(project);
      }
      long due = start + plan.time().toNanos() / plan.pushes() * pushed;
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
    }
  }

  private String branch() {
    return random.nextInt(5) < 3 ? "main" : PREVIEWS.get(random.nextInt(PREVIEWS.size()));
  }

  private void push(Hooked project) throws IOException, InterruptedException {
    pushed++;
    var repository = project.repository();
    boolean back = random.nextInt(10) == 0 && repository.goBack(1 + random.nextInt(2));
    boolean older = back && random.nextBoolean();
    boolean fails =
        older ? madeToFail(repository.head()) : repository.isBuilt() && random.nextInt(12) == 0;
    if (!older) {
      repository.commit("push " + pushed, fails, random.nextInt(LONGEST_BUILD_MILLIS));
    }
    var push =
        new Push(
            repository.project(),
            repository.branch(),
            repository.head(),
            new UUID(random.nextLong(), random.nextLong()).toString(),
            fails);
    journal.add(push);
    deliver(push, project.secret());
  }

  private boolean madeToFail(String commit) {
    return journal.pushes().stream()
        .filter(push -> push.commit().equals(commit))
        .anyMatch(Push::fails);
  }

  private void deliver(Push push, Secret secret) {
    boolean late = random.nextInt(8) == 0;
    var after = Duration.ofMillis(late ? random.nextInt(LATEST_MILLIS) : random.nextInt(50));
    sender.deliver(push, secret, after);
    if (random.nextInt(8) == 0) {
      sender.deliver(push, secret, after.plusMillis(random.nextInt(LATEST_MILLIS)));
    }
  }
}
