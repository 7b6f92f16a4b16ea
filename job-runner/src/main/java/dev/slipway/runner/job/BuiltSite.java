package dev.slipway.runner.job;

import dev.slipway.artifact.Fallback;
import dev.slipway.artifact.PackedArtifact;
import dev.slipway.artifact.Source;
import dev.slipway.artifact.image.AppPacker;
import dev.slipway.artifact.pack.Packer;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.build.BuildOutcome;
import dev.slipway.runner.build.Engine;
import dev.slipway.runner.build.EngineException;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.log.BuildLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A site that a build has left in its container, until this is closed.
record BuiltSite(
    Engine engine, BuildOutcome outcome, SourceTree tree, Plan.Build plan, Source source)
    implements AutoCloseable {

  private static final Logger LOG = System.getLogger(BuiltSite.class.getName());

  /// Packs the output as it comes out of the container.
  ///
  /// @throws dev.slipway.core.deployment.DeploymentFailure if the build left none
  PackedArtifact pack(Packing packing, BuildLog log) throws InterruptedException {
    var output = FoundOutput.of(outcome, tree, plan, log);
    var fallback = plan.product().singlePage() ? Fallback.SINGLE_PAGE : Fallback.NONE;
    var request = packing.request(source, fallback, "", copied());
    try (var tar = outcome.openOutput(output)) {
      return Packer.pack(tar, request, packing.folder().artifact());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not take the output out of the container", e);
    }
  }

  /// Packs the program as it comes out of the container.
  PackedArtifact packApp(WorkFolder folder) throws InterruptedException {
    var program = plan.product().outputs().getFirst();
    if (!outcome.outputs().contains(program)) {
      throw new DeploymentFailure(
          "no-output-folder",
          "The build succeeded, but left no folder " + program + " with the app.",
          "Correct output in [build] of slipway.toml, or leave it out.");
    }
    try (var tar = outcome.openOutput(program)) {
      return AppPacker.pack(tar, source.committedAt(), folder.spool(), folder.artifact());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not take the app out of the container", e);
    }
  }

  /// Returns the paths that the output has from the source's public folder.
  private Set<String> copied() {
    var project = new ProjectFolder(tree, plan.folder());
    return plan.product().publicFolder().map(project::at).stream()
        .flatMap(root -> files(root).map(path -> path.substring(root.length() + 1)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private Stream<String> files(String folder) {
    return tree.names(folder).stream()
        .map(name -> folder + "/" + name)
        .flatMap(path -> tree.isFolder(path) ? files(path) : Stream.of(path));
  }

  /// Removes the container. What cannot be removed is left to the next who removes leftovers, since
  /// no job comes to anything else because of it.
  @Override
  public void close() {
    try (engine) {
      outcome.close();
    } catch (EngineException | UncheckedIOException e) {
      LOG.log(Level.WARNING, "Could not remove what a build needed; later again: {0}", e);
    }
  }
}
