package dev.slipway.runner.build;

import com.github.dockerjava.api.model.Frame;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.log.BuildLog;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Builds in containers: one for each build, which runs its commands one after the other and is
/// removed with all that belongs to it.
public final class ContainerBuild {

  private static final Duration WATCH_REST = Duration.ofSeconds(1);
  private static final Duration LAST_OUTPUT = Duration.ofSeconds(10);

  private static final String OPEN =
      "This build can reach services of the machine that it runs on: root prevents that by slipway"
          + " firewall on.";

  private static final int NOT_EXECUTABLE = 126;
  private static final int NOT_FOUND = 127;

  private final Engine engine;
  private final Optional<String> runtime;
  private final Duration watchRest;

  public ContainerBuild(Engine engine) {
    this(engine, Optional.empty());
  }

  /// @param runtime what the engine runs the build by, such as `runsc`; empty for its usual one
  public ContainerBuild(Engine engine, Optional<String> runtime) {
    this(engine, runtime, WATCH_REST);
  }

  /// @param watchRest how long the disk is left in peace after it was measured, at least
  ContainerBuild(Engine engine, Optional<String> runtime, Duration watchRest) {
    this.engine = engine;
    this.runtime = runtime;
    this.watchRest = watchRest;
  }

  /// Runs a build to its end. Whatever this throws, nothing of the build is left in the engine.
  ///
  /// @throws InterruptedException if the thread is interrupted, which is how a build is canceled:
  ///   the container is then gone
  /// @throws DeploymentFailure if a command fails or a limit is passed
  /// @throws EngineException if the engine fails
  public BuildOutcome run(BuildRequest request, BuildLog log) throws InterruptedException {
    return run(request, log, stage -> {});
  }

  /// Runs a build to its end, as the other does.
  ///
  /// @param done is told the name of each stage when it is over
  public BuildOutcome run(BuildRequest request, BuildLog log, Consumer<String> done)
      throws InterruptedException {
    var cleanup = new Cleanup();
    runtime.ifPresent(name -> Runtimes.require(engine, name));
    try {
      var endings = new LinkedBlockingQueue<Ending>();
      log.onAlarm(() -> endings.add(new Ending.LogStopped()));
      var sandbox = new Sandbox(engine, request, runtime);
      var watch = new DiskWatch(engine, request, watchRest, endings::add);
      prepare(sandbox, new PackageCopies(engine, request), watch, cleanup, log);
      done.accept("sandbox");
      sandbox.copySource();
      done.accept("copy_in");
      var output = sandbox.start(log, endings::add);
      done.accept("start");
      int status = awaitExit(endings, sandbox, request, log);
      var report = report(status, sandbox, request, log, output);
      done.accept("container");
      return new BuildOutcome(
          outputs(report, request), report.found(), times(report, request), sandbox, cleanup);
    } catch (InterruptedException | RuntimeException e) {
      cleanup.closeAfter(e);
      throw e;
    }
  }

  /// Makes all that the build needs. What undoes a step is noted before it: a call that has failed
  /// may have done its work.
  private static void prepare(
      Sandbox sandbox, PackageCopies packages, DiskWatch watch, Cleanup cleanup, BuildLog log)
      throws InterruptedException {
    cleanup.add(sandbox::removeCache);
    cleanup.add(sandbox::removeWorkspace);
    boolean limited = sandbox.createVolumes();
    packages.make(limited, log);
    cleanup.add(sandbox::removeNetwork);
    sandbox.createNetwork();
    cleanup.add(sandbox::closeDoor);
    sandbox.openDoor(() -> log.say(OPEN));
    cleanup.add(watch::close);
    cleanup.add(sandbox::removeContainer);
    sandbox.createContainer();
    watch.start(limited);
  }

  private static int awaitExit(
      BlockingQueue<Ending> endings, Sandbox sandbox, BuildRequest request, BuildLog log)
      throws InterruptedException {
    var first = endings.poll(request.limits().time().toNanos(), TimeUnit.NANOSECONDS);
    var verdict = new Verdict(request, List.of());
    return switch (Optional.ofNullable(first).orElseGet(Ending.TimedOut::new)) {
      case Ending.Exited(var status) -> status;
      case Ending.TimedOut() -> throw verdict.timeLimit();
      case Ending.DiskFull(var what) -> throw verdict.diskLimit(what);
      case Ending.NodeFull(var what) -> throw verdict.nodeFull(what);
      case Ending.CacheFull(var what) -> {
        sandbox.giveUpCache();
        throw verdict.cacheLimit(what);
      }
      case Ending.Lost(var cause) -> startless(endings, cause);
      case Ending.LogStopped() -> {
        log.check();
        throw verdict.logLimit(log.limit());
      }
    };
  }

  /// Returns how the build's container has ended if its image can start nothing: then the one that
  /// watches the disk could not start either, and may be the first to say so.
  private static int startless(BlockingQueue<Ending> endings, EngineException lost)
      throws InterruptedException {
    var next = endings.poll(LAST_OUTPUT.toNanos(), TimeUnit.NANOSECONDS);
    if (next instanceof Ending.Exited(var status)
        && (status == NOT_FOUND || status == NOT_EXECUTABLE)) {
      return status;
    }
    throw lost;
  }

  private static Report report(
      int status, Sandbox sandbox, BuildRequest request, BuildLog log, Following<Frame> output)
      throws InterruptedException {
    if (!output.awaitEnd(LAST_OUTPUT)) {
      log.say("The last lines of the build may be missing: the engine did not end its output.");
    }
    log.check();
    var report = Report.of(log.takeNotes());
    requireStart(status, report, request);
    requireSource(report, request);
    if (log.isFull()) {
      throw new Verdict(request, List.of()).logLimit(log.limit());
    }
    if (status != 0) {
      if (report.full().contains(Report.CACHE)) {
        sandbox.giveUpCache();
      }
      throw new Verdict(request, log.tail()).failed(status, report);
    }
    return report;
  }

  private static EnumMap<BuildStep.Phase, Duration> times(Report report, BuildRequest request) {
    var times = new EnumMap<BuildStep.Phase, Duration>(BuildStep.Phase.class);
    for (int i = 0; i < request.steps().size(); i++) {
      var took = report.times().getOrDefault(i + 1, Duration.ZERO);
      times.merge(request.steps().get(i).phase(), took, Duration::plus);
    }
    return times;
  }

  private static List<String> outputs(Report report, BuildRequest request) {
    return report.candidates().stream()
        .filter(number -> number >= 1 && number <= request.candidates().size())
        .map(number -> request.candidates().get(number - 1))
        .toList();
  }

  /// The script always says how it ended, unless it was killed or never began.
  private static void requireStart(int status, Report report, BuildRequest request) {
    if (report.end().isEmpty() && (status == NOT_FOUND || status == NOT_EXECUTABLE)) {
      throw new EngineException(
          "The image %s (%s) has no program sh that can be run."
              .formatted(request.image().name(), request.image().id()),
          "Builds need an image with sh and the usual small programs: see slipway builder list.",
          null);
    }
  }

  private static void requireSource(Report report, BuildRequest request) {
    var container = request.scope().name();
    if (report.incomplete()) {
      throw new EngineException(
          "The source did not arrive as a whole in the container " + container + ".",
          "See whether the engine's disk is full (docker system df), then deploy again.",
          null);
    }
    if (report.foreign()) {
      throw new EngineException(
          "The source in the container " + container + " does not belong to the build's user.",
          "Every file and folder must have an entry in its tar, with the owner "
              + SourceTar.OWNER
              + ".",
          null);
    }
  }
}
