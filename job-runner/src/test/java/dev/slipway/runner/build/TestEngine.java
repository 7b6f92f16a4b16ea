package dev.slipway.runner.build;

import dev.slipway.core.build.Trust;
import dev.slipway.core.job.Claim;
import dev.slipway.core.job.JobId;
import dev.slipway.core.project.ProjectId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/// The real engine, with an image of its own that holds nothing but busybox, and a platform
/// instance of its own. Closing it removes all that a test has made, also when the test failed.
final class TestEngine implements AutoCloseable {

  final String instance = "test-" + UUID.randomUUID();
  final Engine engine;
  final BuilderImage image;

  TestEngine() {
    this(Engine.connect(Engine.address(System.getenv())));
  }

  /// @param engine is closed with this
  TestEngine(Engine engine) {
    this.engine = engine;
    var name = "slipway-test/busybox:" + UUID.randomUUID();
    try (var archive = BusyboxImage.archive(name)) {
      engine.client().loadImageCmd(archive).exec();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    image = BuilderImage.find(engine, name);
  }

  BuildScope scope() {
    return new BuildScope(
        instance,
        new Claim(new JobId(UUID.randomUUID()), 1),
        new ProjectId(UUID.randomUUID()),
        Trust.PRODUCTION);
  }

  /// Returns the names of all that is there of this instance, but for caches.
  List<String> leftovers() {
    var client = engine.client();
    var mine = List.of(BuildScope.INSTANCE + "=" + instance);
    return Stream.of(
            client.listContainersCmd().withShowAll(true).withLabelFilter(mine).exec().stream()
                .map(container -> "container " + List.of(container.getNames())),
            client.listNetworksCmd().withFilter("label", mine).exec().stream()
                .map(network -> "network " + network.getName()),
            volumes().stream()
                .filter(volume -> !volume.startsWith("slipway-cache-"))
                .map(volume -> "volume " + volume))
        .flatMap(things -> things)
        .toList();
  }

  List<String> volumes() {
    var mine = List.of(BuildScope.INSTANCE + "=" + instance);
    var found = engine.client().listVolumesCmd().withFilter("label", mine).exec().getVolumes();
    return found == null ? List.of() : found.stream().map(volume -> volume.getName()).toList();
  }

  @Override
  public void close() {
    new Reaper(engine, instance).reap(Set::of);
    volumes().forEach(volume -> engine.client().removeVolumeCmd(volume).exec());
    engine.client().removeImageCmd(image.name()).withForce(true).exec();
    engine.close();
  }
}
