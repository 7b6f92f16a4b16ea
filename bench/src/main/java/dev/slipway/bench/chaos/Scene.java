package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History;
import dev.slipway.bench.server.Wait;
import dev.slipway.store.failure.StoreException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/// What happens on a server profile that has just been started: pushes and faults at the same time,
/// then peace until all has come to its end, then the record of it.
final class Scene {

  private static final Duration DELIVERING = Duration.ofSeconds(60);
  private static final String PROJECT = "chaos-";

  /// Every third site comes of a build.
  private static final int BUILT = 3;

  private final Plan plan;
  private final ServerProfile server;
  private final EngineThings things;
  private final PrintStream out;
  private final Journal journal;

  Scene(Plan plan, ServerProfile server, EngineThings things, PrintStream out) {
    this.plan = plan;
    this.server = server;
    this.things = things;
    this.out = out;
    this.journal = new Journal(server.folder().resolve("journal"));
  }

  /// Plays it, and returns its history.
  History play(Cleanup cleanup) throws IOException, InterruptedException {
    var person = Person.of(server);
    var projects = new ArrayList<Pusher.Hooked>();
    for (var repository : repositories()) {
      projects.add(new Pusher.Hooked(repository, person.add(repository)));
    }
    var sender = cleanup.add(new Sender(server.control(), journal));
    var seeds = new Random(plan.seed());
    var pusher = new Pusher(plan, projects, sender, journal, new Random(seeds.nextLong()));
    var fate = new Fate(plan, server, person, journal, new Random(seeds.nextLong()), out);
    out.println("Pushing for " + plan.time().toSeconds() + " s");
    together(
        () -> {
          pusher.run();
          return "pushed";
        },
        () -> {
          fate.run();
          return "dealt";
        });
    settle(sender);
    return record(projects.stream().map(Pusher.Hooked::repository).toList());
  }

  private List<ChaosRepository> repositories() throws IOException, InterruptedException {
    var repositories = new ArrayList<ChaosRepository>();
    Path folder = server.folder().resolve("repositories");
    for (int i = 1; i <= plan.projects(); i++) {
      var name = PROJECT + i;
      repositories.add(ChaosRepository.make(folder.resolve(name), name, i % BUILT == 0));
    }
    return repositories;
  }

  private static void together(Callable<String> one, Callable<String> other)
      throws InterruptedException {
    try (var threads = Executors.newFixedThreadPool(2)) {
      var results = List.of(threads.submit(one), threads.submit(other));
      for (var result : results) {
        result.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Chaos broke off: " + e.getCause(), e);
    }
  }

  /// Lets everything come to its end, and sweeps once more, as is done every few seconds.
  private void settle(Sender sender) throws InterruptedException {
    long start = System.nanoTime();
    boolean delivered = Wait.until(DELIVERING, sender::isDone);
    boolean settled = Wait.until(Plan.settling(), this::isQuiet);
    server.runners().endSweeps();
    server.runners().sweep();
    out.printf(
        "%s and %s after %.1f s%n",
        delivered ? "All is delivered" : "Not all is delivered",
        settled ? "settled" : "not settled",
        (System.nanoTime() - start) / 1e9);
  }

  private boolean isQuiet() {
    try {
      return server.runners().isQuiet()
          && !server.db().sql("select id from job where state <> 'ended' limit 1").exists()
          && server.runners().isQuiet();
    } catch (StoreException e) {
      return false;
    }
  }

  private History record(List<ChaosRepository> repositories)
      throws IOException, InterruptedException {
    server.runners().close(); // so that nothing changes any more between here and the last line
    var pages = new Visitor(server.sites()).look(Recorder.aliases(server.db()));
    server.stopServices();
    var leftovers = new ArrayList<>(things.ofBuilds());
    leftovers.addAll(EngineThings.folders(server.work()));
    return new Recorder(server.db(), journal).record(repositories, pages, leftovers);
  }
}
