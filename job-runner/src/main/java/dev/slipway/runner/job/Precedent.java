package dev.slipway.runner.job;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.compare.Comparison;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.build.BuildKey;
import dev.slipway.core.build.BuildRecords;
import dev.slipway.core.build.PastBuild;
import dev.slipway.core.deployment.Deployment;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.reuse.Fingerprint;
import dev.slipway.store.failure.StoreException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Optional;

/// What is known of one deployment's build before it is done, and what is remembered of it then.
final class Precedent {

  private static final Logger LOG = System.getLogger(Precedent.class.getName());
  private static final int SHOWN = 5;
  private static final String SAME = "Built again from the same inputs, with the same result: %s.";

  private final Deployment deployment;
  private final Fingerprint fingerprint;
  private final BuildRecords records;
  private final ArtifactStore artifacts;
  private final Optional<Known> known;
  private final Optional<Output> output;

  /// What was built before with the same key.
  private record Known(BuildKey key, PastBuild past) {}

  /// A build before which there was none.
  Precedent(
      Deployment deployment,
      Fingerprint fingerprint,
      BuildRecords records,
      ArtifactStore artifacts) {
    this(deployment, fingerprint, records, artifacts, Optional.empty(), Optional.empty());
  }

  private Precedent(
      Deployment deployment,
      Fingerprint fingerprint,
      BuildRecords records,
      ArtifactStore artifacts,
      Optional<Known> known,
      Optional<Output> output) {
    this.deployment = deployment;
    this.fingerprint = fingerprint;
    this.records = records;
    this.artifacts = artifacts;
    this.known = known;
    this.output = output;
  }

  /// Returns the same with what was built before with `key`.
  Precedent after(BuildKey key, PastBuild past) {
    var found = Optional.of(new Known(key, past));
    return new Precedent(deployment, fingerprint, records, artifacts, found, output);
  }

  /// Returns the same with what can be taken over.
  Precedent with(Output taken) {
    return new Precedent(deployment, fingerprint, records, artifacts, known, Optional.of(taken));
  }

  /// Returns what was built before, whether it can be taken over or not.
  Optional<PastBuild> past() {
    return known.map(Known::past);
  }

  /// Returns what is taken over instead of a build.
  Optional<Output> output() {
    return output;
  }

  /// Remembers that the build in the image `builder` has made `artifact`, which is published.
  void record(String builder, ArtifactDigest artifact) {
    try {
      records.record(deployment.id(), fingerprint.key(builder), artifact);
    } catch (StoreException e) {
      LOG.log(
          Level.WARNING,
          "Could not record the build of shortId={0}, so the same will be built again: {1}",
          deployment.shortId(),
          e.getMessage());
    }
  }

  /// Tells `log` how `packed` differs from what was built before from the same, in `builder` too.
  void compare(String builder, PackedArtifact packed, BuildLog log) {
    known
        .filter(before -> before.key().equals(fingerprint.key(builder)))
        .ifPresent(before -> compare(before.past(), packed, log));
  }

  /// Tells `log` whether `packed`, an app, differs from what was built before from the same.
  void compareApp(String builder, PackedArtifact packed, BuildLog log) {
    known
        .filter(before -> before.key().equals(fingerprint.key(builder)))
        .ifPresent(before ->
            log.say(
                before.past().artifact().equals(packed.digest())
                    ? SAME.formatted(packed.digest())
                    : "Built again from the same inputs as for %s, with another result: %s."
                        .formatted(Reuse.origin(before.past()), packed.digest())));
  }

  private void compare(PastBuild before, PackedArtifact packed, BuildLog log) {
    if (before.artifact().equals(packed.digest())) {
      log.say(SAME.formatted(packed.digest()));
      return;
    }
    try {
      artifacts.find(before.artifact()).ifPresent(tar -> say(before, tar, packed.file(), log));
    } catch (StoreException | ArtifactException e) {
      LOG.log(
          Level.WARNING,
          "Could not compare shortId={0} with {1}: {2}",
          deployment.shortId(),
          before.artifact(),
          e.getMessage());
    }
  }

  private void say(PastBuild before, Path one, Path other, BuildLog log) {
    try (var first = Artifact.open(one);
        var second = Artifact.open(other)) {
      var comparison = Comparison.of(first, second);
      log.say(
          "Built again from the same inputs as for %s, and %s:"
              .formatted(Reuse.origin(before), comparison.summary()));
      var lines = comparison.lines();
      lines.stream().limit(SHOWN).forEach(line -> log.say("- " + line));
      if (lines.size() > SHOWN) {
        log.say(
            "%,d lines more by: slipway compare %s %s"
                .formatted(lines.size() - SHOWN, before.deployment(), deployment.shortId()));
      }
    }
  }
}
