package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.Request;
import dev.slipway.bench.server.Signals;
import dev.slipway.bench.server.Wait;
import dev.slipway.cli.client.ApiException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/// Deals the faults, one after the other, and does what a person does now and then.
final class Fate {

  /// Longer than a lease.
  private static final Duration STOPPED = Duration.ofSeconds(35);

  /// How long a fault waits for whom it could hit.
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private static final int LONGEST_PAUSE_MILLIS = 1_500;

  private final Plan plan;
  private final ServerProfile server;
  private final Person person;
  private final Journal journal;
  private final Random random;
  private final Victims victims;
  private final PrintStream out;
  private final List<Thread> waking = new ArrayList<>();
  private final long start = System.nanoTime();

  Fate(
      Plan plan,
      ServerProfile server,
      Person person,
      Journal journal,
      Random random,
      PrintStream out) {
    this.plan = plan;
    this.server = server;
    this.person = person;
    this.journal = journal;
    this.random = random;
    this.victims = new Victims(server.db(), random);
    this.out = out;
  }

  /// Deals all faults, spread over the time that the pushing takes, and returns when nothing is
  /// stopped any more.
  void run() throws InterruptedException {
    var faults = Fault.deal(plan.faults(), random);
    long between = plan.time().toNanos() / faults.size();
    for (int i = 0; i < faults.size(); i++) {
      long due = start + between * i + (long) (between * random.nextDouble());
      TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
      say(deal(faults.get(i)));
    }
    for (var thread : waking) {
      thread.join();
    }
  }

  private void say(String what) {
    out.printf("%6.1f s  %s%n", (System.nanoTime() - start) / 1e9, what);
  }

  private String deal(Fault fault) throws InterruptedException {
    return switch (fault) {
      case KILL_RUNNER -> killRunner();
      case STOP_RUNNER -> stopRunner();
      case KILL_RECEIVER -> {
        server.receiver().kill();
        yield "killed the receiver";
      }
      case KILL_POSTGRES -> killPostgres();
      case KILL_REDIS -> {
        server.redis().killAndRestart(pause(), false);
        yield "killed Redis, which is back with its data";
      }
      case FORGETFUL_REDIS -> {
        server.redis().killAndRestart(pause(), true);
        yield "killed Redis, which is back without its data";
      }
      case FLUSH_REDIS -> {
        server.redis().flush();
        yield "emptied Redis";
      }
      case ROLL_BACK -> rollBack();
      case REDEPLOY -> redeploy();
    };
  }

  private Duration pause() {
    return Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS));
  }

  private String killRunner() throws InterruptedException {
    var victim = awaited(victims::runner);
    if (victim.isEmpty()) {
      return "found no runner to kill";
    }
    Signals.kill(victim.get());
    return "killed runner " + victim.get().pid();
  }

  /// Waits a while until there is somebody to choose.
  private Optional<Process> awaited(Function<Map<String, Process>, Optional<Process>> choice)
      throws InterruptedException {
    var chosen = new AtomicReference<Optional<Process>>(Optional.empty());
    Wait.until(
        PATIENCE,
        () -> {
          chosen.set(choice.apply(server.runners().alive()));
          return chosen.get().isPresent();
        });
    return chosen.get();
  }

  /// At most one at a time: each keeps one of the node's few slots.
  private String stopRunner() throws InterruptedException {
    if (waking.stream().anyMatch(Thread::isAlive)) {
      return "stopped no runner, because one is stopped already";
    }
    var victim = awaited(victims::worker);
    if (victim.isEmpty()) {
      return "found no runner to stop";
    }
    server.runners().stop(victim.get());
    waking.add(Thread.ofVirtual().start(() -> wake(victim.get())));
    return "stopped runner " + victim.get().pid() + " for longer than its lease";
  }

  private void wake(Process runner) {
    try {
      TimeUnit.MILLISECONDS.sleep(STOPPED.toMillis());
      server.runners().resume(runner);
      say("let runner " + runner.pid() + " go on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private String killPostgres() throws InterruptedException {
    if (!victims.allCanTakeOneMore()) {
      return "spared PostgreSQL, because a job has had two faults";
    }
    server.postgres().killAndRestart(pause());
    return "killed PostgreSQL, which is back";
  }

  private String rollBack() throws InterruptedException {
    var project = person.project(random);
    server.awaitAnswer();
    try {
      person.api(project).post("/api/projects/" + project + "/rollback", Map.of());
      return "rolled " + project + " back";
    } catch (ApiException e) {
      return "could not roll " + project + " back: " + e.getMessage();
    }
  }

  /// The request is journaled also if its answer got lost, for it may have been accepted.
  private String redeploy() throws InterruptedException {
    var project = person.project(random);
    server.awaitAnswer();
    try {
      var answer = person.api(project).post("/api/projects/" + project + "/redeploy", Map.of());
      journal.add(new Request(project, answer.path("deployment").asText()));
      return "asked for " + project + " once more";
    } catch (ApiException e) {
      journal.add(new Request(project, ""));
      return "asked for " + project + " once more, without an answer: " + e.getMessage();
    }
  }
}
