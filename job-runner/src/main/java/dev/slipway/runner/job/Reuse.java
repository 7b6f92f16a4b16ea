package dev.slipway.runner.job;

import static java.time.temporal.ChronoUnit.SECONDS;

import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.Manifest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.build.BuildRecords;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.build.Trust;
import dev.slipway.core.job.ClaimedJob;
import dev.slipway.runner.build.ImageLookup;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.reuse.Fingerprint;
import dev.slipway.runner.reuse.Mentions;
import dev.slipway.runner.reuse.Promises;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds what was built before from the same, so that it need not be built again.
///
/// An artifact that is taken over says of itself which commit it was built from, which may be an
/// older one of another branch: the deployment says which commit it shows. Nothing fails for want
/// of a record: then it is built.
final class Reuse {

  private static final Logger LOG = System.getLogger(Reuse.class.getName());

  private static final String NOT_KEPT = "The same was built for %s, but is no longer kept.";

  private final BuildRecords records;
  private final ArtifactStore artifacts;
  private final Building building;
  private final Predecessor predecessor;

  Reuse(Reusing reusing, ArtifactStore artifacts, Building building, Predecessor predecessor) {
    this.records = reusing.records();
    this.artifacts = artifacts;
    this.building = building;
    this.predecessor = predecessor;
  }

  /// Looks whether what `plan` makes of `tree` was built before, and tells `log` if that decides
  /// anything.
  Precedent look(Given given, SourceTree tree, Plan plan, BuildLog log) {
    var job = given.job();
    var fingerprint =
        new Fingerprint(
            tree.treeId(),
            plan,
            given.variables().digest(),
            environment(given, tree, plan, log),
            Trust.of(job.deployment()));
    var precedent = new Precedent(job.deployment(), fingerprint, records, artifacts);
    var key = builder(plan).map(fingerprint::key);
    try {
      return key.flatMap(each ->
              records.find(job.project().id(), each).map(past -> precedent.after(each, past)))
          .map(known -> judged(job, tree, plan, known, log))
          .orElse(precedent);
    } catch (StoreException | ArtifactException e) {
      LOG.log(
          Level.WARNING,
          "Could not find out whether shortId={0} was built before, so it is built: {1}",
          job.deployment().shortId(),
          e.getMessage());
      return precedent;
    }
  }

  /// Returns of the environment what decides what comes of a build. What Slipway says of the
  /// deployment counts only where the tree may read it, or no two builds were ever the same.
  private Map<String, String> environment(Given given, SourceTree tree, Plan plan, BuildLog log) {
    var all = new HashMap<>(building.environment());
    if (!(plan instanceof Plan.StaticSite)) { // of which nothing is run
      var system = given.system(tree.commit());
      var mentions = Mentions.of(tree, system.keySet());
      mentions.note().ifPresent(log::say);
      mentions.readers().keySet().forEach(name -> all.put(name, system.get(name)));
    }
    return all;
  }

  /// Without the engine's client, if it can be had: to load that takes longer than all the rest.
  private Optional<String> builder(Plan plan) {
    return switch (plan) {
      case Plan.StaticSite _ -> Optional.of("");
      case Plan.Build build -> builder(build);
      case Plan.App app -> builder(app.build());
    };
  }

  private Optional<String> builder(Plan.Build build) {
    return ImageLookup.id(building.engine(), building.builders().image(build.builder()));
  }

  private Precedent judged(
      ClaimedJob job, SourceTree tree, Plan plan, Precedent precedent, BuildLog log) {
    var past = precedent.past().orElseThrow();
    if (records.isRebuild(job.deployment().id())) {
      log.say("The same was built for %s. It is built again, as asked.".formatted(origin(past)));
      return precedent;
    }
    artifacts.used(past.artifact());
    return plan instanceof Plan.App
        ? judgedApp(past, precedent, log)
        : judgedSite(job, tree, precedent, log);
  }

  private Precedent judgedApp(PastBuild past, Precedent precedent, BuildLog log) {
    var tar = artifacts.find(past.artifact());
    if (tar.isEmpty()) {
      log.say(NOT_KEPT.formatted(origin(past)));
      return precedent;
    }
    log.say(
        "Nothing to build: the same app, with the same settings and the same builder image, was built for %s. To build it all the same: slipway redeploy --rebuild."
            .formatted(origin(past)));
    return precedent.with(Output.ofApp(past.artifact(), tar.get()));
  }

  private Precedent judgedSite(ClaimedJob job, SourceTree tree, Precedent precedent, BuildLog log) {
    var past = precedent.past().orElseThrow();
    var manifest = predecessor.manifest(past.artifact());
    if (manifest.isEmpty()) {
      log.say(NOT_KEPT.formatted(origin(past)));
      return precedent;
    }
    var broken =
        predecessor
            .manifest(job.deployment())
            .flatMap(before -> Promises.broken(manifest.get(), before));
    if (broken.isPresent()) {
      log.say(
          ("The same was built for %s, but with a promise about \"%s\" that what was deployed before"
                  + " has broken, so it is built again.")
              .formatted(origin(past), broken.get()));
      return precedent;
    }
    log.say(told(past, manifest.get(), tree));
    return precedent.with(Output.of(past.artifact(), manifest.get()));
  }

  private static String told(PastBuild past, Manifest manifest, SourceTree tree) {
    var source = manifest.source();
    boolean same = tree.commit().sha().equals(source.commit());
    return "Nothing to build: the same files, with the same settings%s, were %s for %s%s."
            .formatted(
                source.builder().isEmpty() ? "" : " and the same builder image",
                source.builder().isEmpty() ? "packed" : "built",
                origin(past),
                same ? "" : ", from commit " + source.commit().abbreviated())
        + " To build them all the same: slipway redeploy --rebuild.";
  }

  /// Returns for what and when something was built, for people.
  static String origin(PastBuild past) {
    return "deployment %s (branch %s) at %s"
        .formatted(past.deployment(), past.branch(), past.at().truncatedTo(SECONDS));
  }
}
