package dev.slipway.runner.image;

import dev.slipway.artifact.Artifact;
import dev.slipway.artifact.ArtifactException;
import dev.slipway.artifact.image.AppImage;
import dev.slipway.artifact.image.BaseLayer;
import dev.slipway.artifact.image.ImageFacts;
import dev.slipway.artifact.image.ImageWriter;
import dev.slipway.artifact.image.WrittenImage;
import dev.slipway.artifact.image.nginx.SiteServer;
import dev.slipway.core.artifact.ArtifactDigest;
import dev.slipway.core.artifact.ArtifactStore;
import dev.slipway.core.image.DeploymentImages;
import dev.slipway.core.image.DeploymentImages.Recorded;
import dev.slipway.core.image.ImageStore;
import dev.slipway.core.job.ClaimedJob;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Images that are written on this machine, from artifacts and a base layer, and kept in a store.
/* An image is written when its deployment is already ready, so nobody waits for it; the claim is
 * over by then. Nothing is lost by that: a deployment has the same image whoever writes it, so there
 * is nothing to fence. What a runner leaves that dies meanwhile is removed by a later one.
 */
public final class WrittenImages implements Images {

  private static final Logger LOG = System.getLogger(WrittenImages.class.getName());

  private final Path base;
  private final AppBases bases;
  private final ImageStore images;
  private final DeploymentImages recorded;
  private final ArtifactStore artifacts;
  private final Path work;
  private final Clock clock;

  /// @param base the folder of the base layer of sites
  /// @param engine what saves the base of apps
  /// @param work where an image lies while it is written
  public WrittenImages(
      Path base,
      URI engine,
      ImageStore images,
      DeploymentImages recorded,
      ArtifactStore artifacts,
      Path work,
      Clock clock) {
    this.base = base;
    this.bases = new AppBases(engine, work, clock);
    this.images = images;
    this.recorded = recorded;
    this.artifacts = artifacts;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public List<String> foretell(Path artifact) {
    try {
      if (BaseLayer.in(base).isEmpty()) {
        return List.of(
            "There will be no portable image: this machine has no base for it in "
                + base
                + "; setup/image-base makes it.");
      }
      try (var open = Artifact.open(artifact)) {
        return SiteServer.of(open.manifest()).notes();
      }
    } catch (ArtifactException | IllegalArgumentException e) {
      return List.of("There will be no portable image: " + e.getMessage() + ".");
    }
  }

  @Override
  public void make(ClaimedJob job, ArtifactDigest artifact) throws InterruptedException {
    try {
      var layer = BaseLayer.in(base);
      var tar = artifacts.find(artifact);
      if (layer.isPresent() && tar.isPresent()) {
        make(job, artifact, tar.get(), layer.get());
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "There is no portable image of project="
              + job.project().name()
              + " shortId="
              + job.deployment().shortId()
              + ", which is ready all the same; deploy it again to have one",
          e);
    }
  }

  @Override
  public Recorded makeApp(ClaimedJob job, BuiltApp built) throws InterruptedException {
    var base = bases.of(built.source().builder());
    var image =
        new AppImage(
            base,
            built.app(),
            AppSettings.path(built.builder()),
            AppSettings.environment(built.builder()));
    var tar = artifacts.find(built.artifact()).orElseThrow();
    try {
      return kept(
          job,
          built.artifact(),
          (facts, folder) -> ImageWriter.write(tar, image, built.source(), facts, folder));
    } catch (IOException e) {
      throw new UncheckedIOException("Could not write the image of " + tar, e);
    }
  }

  private void make(ClaimedJob job, ArtifactDigest artifact, Path tar, BaseLayer layer)
      throws IOException, InterruptedException {
    var image =
        kept(job, artifact, (facts, folder) -> ImageWriter.write(tar, layer, facts, folder));
    recorded.record(job.deployment().id(), image);
  }

  /// What writes an image into a folder.
  private interface Writing {
    WrittenImage write(ImageFacts facts, Path folder) throws InterruptedException;
  }

  private Recorded kept(ClaimedJob job, ArtifactDigest artifact, Writing writing)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    var facts =
        new ImageFacts(job.project().name(), job.deployment().shortId(), artifact, source(job));
    try (var scratch = Scratch.in(work, clock)) {
      var image = writing.write(facts, scratch.folder());
      images.put(image.id(), image.file());
      LOG.log(
          Level.INFO,
          "Wrote image={0} of project={1} shortId={2}, {3} bytes in {4} ms",
          image.id(),
          job.project().name(),
          job.deployment().shortId(),
          Long.toString(image.size()),
          Long.toString((System.nanoTime() - start) / 1_000_000));
      return new Recorded(image.id(), image.size());
    }
  }

  /// A folder of this machine is nobody else's business.
  private static Optional<String> source(ClaimedJob job) {
    var repository = job.project().repository();
    return repository.isLocal() ? Optional.empty() : Optional.of(repository.toString());
  }

  /// A folder for the time of writing.
  private record Scratch(Path folder) implements AutoCloseable {

    private static final String PREFIX = "image-";
    private static final long LONGEST_SECONDS = 6 * 60 * 60;

    static Scratch in(Path work, Clock clock) throws IOException {
      Files.createDirectories(work);
      for (var old : leftovers(work)) {
        var changed = Files.getLastModifiedTime(old).toInstant();
        if (changed.isBefore(clock.instant().minusSeconds(LONGEST_SECONDS))) {
          new Scratch(old).close();
        }
      }
      return new Scratch(Files.createTempDirectory(work, PREFIX));
    }

    private static List<Path> leftovers(Path work) throws IOException {
      var found = new ArrayList<Path>();
      try (var folders = Files.newDirectoryStream(work, PREFIX + "*")) {
        folders.forEach(found::add);
      }
      return found;
    }

    @Override
    public void close() {
      try {
        try (var files = Files.newDirectoryStream(folder)) {
          for (var file : files) {
            Files.delete(file);
          }
        }
        Files.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("Could not remove " + folder, e);
      }
    }
  }
}
