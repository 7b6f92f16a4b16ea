package dev.slipway.runner.job;

import dev.slipway.artifact.Source;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.core.deployment.Reason;
import dev.slipway.runner.build.BuildRequest;
import dev.slipway.runner.build.BuildScope;
import dev.slipway.runner.build.BuildStep;
import dev.slipway.runner.build.Builder;
import dev.slipway.runner.build.BuilderImage;
import dev.slipway.runner.build.BuilderImageMissingException;
import dev.slipway.runner.build.ContainerBuild;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.build.ImageLookup;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.install.Install;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.reuse.FrameworkCaches;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds what needs a builder image, in a container of its own.
final class SiteBuilder {

  private static final String PNPM_STORE = "/cache/pnpm";
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Building building;
  private final Reusing reusing;
  private final Leftovers leftovers;

  /// @param leftovers what is removed before a build, so that it has the memory and disk of those
  ///   that died
  SiteBuilder(Building building, Reusing reusing, Leftovers leftovers) {
    this.building = building;
    this.reusing = reusing;
    this.leftovers = leftovers;
  }

  /// Runs the install and the build of `plan` on `tree`; the caller closes what comes of it.
  ///
  /// @throws DeploymentFailure if they fail, or there is no builder image
  /// @throws PlatformFault if there is no engine
  BuiltSite build(Given given, SourceTree tree, Plan.Build plan, BuildLog log, Stopwatch watch)
      throws InterruptedException {
    var engine = connect(log);
    try {
      leftovers.removeContainers(engine);
      var image = image(engine, plan.builder());
      log.say("Builds in " + image.name() + " (" + image.id() + ")");
      watch.lap("engine");
      Thread.ofVirtual().name("before-packing").start(Packer::prepare);
      var outcome =
          new ContainerBuild(engine, building.builders().runtime())
              .run(request(given, tree, plan, image), log, watch::lap);
      outcome.times().forEach((phase, time) -> watch.add(phase.word(), time, "container"));
      return new BuiltSite(engine, outcome, tree, plan, source(tree, plan, image.id()));
    } catch (InterruptedException | RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /// Connects to the engine, and waits for it while it is restarted. One that stays away is no
  /// fault of who deploys, so then the job is tried again later.
  private Engine connect(BuildLog log) throws InterruptedException {
    long deadline = System.nanoTime() + building.patience().toNanos();
    for (boolean again = false; ; again = true) {
      try {
        return Engine.connect(building.engine());
      } catch (EngineException e) {
        if (System.nanoTime() > deadline) {
          throw new PlatformFault(new Reason("engine-unreachable", e.what(), e.whatToDo()), e);
        }
        if (!again) {
          log.say(e.what() + " Waiting for it, " + building.patience().toSeconds() + " s at most.");
        }
      }
      Thread.sleep(PAUSE);
    }
  }

  /// Returns the digest of the image that `builder` is now.
  ///
  /// @throws EngineException if the engine is away
  String image(Builder builder) {
    var name = building.builders().image(builder);
    return ImageLookup.id(building.engine(), name)
        .orElseGet(() -> {
          try (var engine = Engine.connect(building.engine())) {
            return image(engine, builder).id();
          }
        });
  }

  private BuilderImage image(Engine engine, Builder builder) {
    try {
      return BuilderImage.find(engine, building.builders().image(builder));
    } catch (BuilderImageMissingException e) { // another attempt would not find it either
      var failure =
          new DeploymentFailure(
              "builder-image-missing", e.what(), e.whatToDo() + " Then deploy again.");
      failure.initCause(e);
      throw failure;
    }
  }

  private BuildRequest request(Given given, SourceTree tree, Plan.Build plan, BuilderImage image) {
    var job = given.job();
    return new BuildRequest(
        image,
        new BuildScope(building.instance(), job.claim(), reusing.cache(job)),
        out -> write(tree, out),
        plan.folder(),
        steps(plan),
        given.environment(tree.commit(), environment(plan)),
        FrameworkCaches.of(plan.framework()),
        plan.product().outputs(),
        building.allowances().grant(job.limits()).allowance().limits());
  }

  private static List<BuildStep> steps(Plan.Build plan) {
    var build = new BuildStep(BuildStep.Phase.BUILD, plan.build());
    return Stream.concat(plan.install().map(SiteBuilder::step).stream(), Stream.of(build)).toList();
  }

  private static BuildStep step(Install install) {
    var fallback =
        install
            .fallback()
            .map(other -> new BuildStep.Fallback(other.check(), other.command(), other.warning()));
    return new BuildStep(
        BuildStep.Phase.INSTALL, Optional.of(install.folder()), install.command(), fallback);
  }

  /// Left to itself, pnpm has its store in the workspace, which is gone after the build. Other
  /// package managers are not told: npm warns of settings that it does not know.
  private Map<String, String> environment(Plan.Build plan) {
    var environment = new HashMap<String, String>();
    if (plan.install().filter(install -> install.command().contains("pnpm")).isPresent()) {
      environment.put("npm_config_store_dir", PNPM_STORE);
      environment.put("pnpm_config_store_dir", PNPM_STORE); // as of version 11
    }
    environment.putAll(building.environment());
    return environment;
  }

  private static void write(SourceTree tree, OutputStream out) throws InterruptedIOException {
    try {
      tree.writeTar(out, TarOwner.BUILDER);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("stopped while the source was copied in");
    }
  }

  /// Returns what is made of `tree` by `plan`, in the image with the digest `image`.
  static Source source(SourceTree tree, Plan.Build plan, String image) {
    return new Source(
        tree.commit().sha(),
        tree.committedAt(),
        tree.treeId(),
        plan.framework(),
        plan.build(),
        image);
  }
}
