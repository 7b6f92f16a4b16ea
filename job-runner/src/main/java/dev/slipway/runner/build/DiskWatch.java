package dev.slipway.runner.build;

import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Sees to it that a build keeps to its limit on disk: a container beside the build's that has its
/// volumes too, to read, and measures them every few seconds.
///
/// Engines have no quota for volumes: `storage-opt` limits only the root, which is not written
/// here, a volume in memory would take the memory of the build, and quotas of projects take a file
/// system that few have. Measuring inside the build's own container would be cheaper, but could be
/// stopped by the build. It begins only after the first interval, so that short builds don't pay
/// for it. What the file system has free is watched too, since files that are deleted but still
/// open can't be measured.
final class DiskWatch implements AutoCloseable {

  private static final Pattern MEASURES =
      Pattern.compile("(-?[0-9]+) (-?[0-9]+) ([0-9]+) +([0-9]+) +([0-9]+)");
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  private final Engine engine;
  private final BuildRequest request;
  private final Duration interval;
  private final Consumer<Ending> endings;
  private final Following<Frame> output;
  private final StringBuilder line = new StringBuilder();
  private Optional<Thread> thread = Optional.empty();

  DiskWatch(Engine engine, BuildRequest request, Duration interval, Consumer<Ending> endings) {
    this.engine = engine;
    this.request = request;
    this.interval = interval;
    this.endings = endings;
    this.output = new Following<>(this::take, this::end);
  }

  void start() {
    thread = Optional.of(Thread.ofVirtual().name("disk-watch").start(this::work));
  }

  /// Removes the container, if it was made.
  @Override
  public void close() {
    if (thread.isEmpty()) {
      return;
    }
    thread.get().interrupt();
    try {
      thread.get().join(Engine.LONG);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    engine.remove(
        "remove the container " + name(),
        () ->
            engine
                .client()
                .removeContainerCmd(name())
                .withForce(true)
                .withRemoveVolumes(true)
                .exec());
  }

  private void work() {
    try {
      Thread.sleep(interval);
      createContainer();
      engine
          .client()
          .attachContainerCmd(name())
          .withStdOut(true)
          .withFollowStream(true)
          .exec(output);
      output.awaitBegin(Engine.SHORT, "read from the container " + name());
      engine.run(
          Engine.LONG,
          "start the container " + name(),
          () -> engine.client().startContainerCmd(name()).exec());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (EngineException e) {
      endings.accept(new Ending.Lost(e));
    }
  }

  private void createContainer() {
    engine.call(
        Engine.LONG,
        "create the container " + name(),
        () ->
            engine
                .client()
                .createContainerCmd(request.image().id())
                .withName(name())
                .withLabels(request.scope().labels())
                .withUser("0:0")
                .withEntrypoint("sh", "-c", Script.DISK.text(), "disk.sh")
                .withCmd(Long.toString(Math.max(1, interval.toSeconds())))
                .withHostConfig(Hardening.watch(request.scope()))
                .exec());
  }

  private String name() {
    return request.scope().name() + "-disk";
  }

  private void take(Frame frame) {
    for (char next : new String(frame.getPayload(), StandardCharsets.US_ASCII).toCharArray()) {
      if (next == '\n') {
        judge(line.toString());
        line.setLength(0);
      } else {
        line.append(next);
      }
    }
  }

  private void judge(String text) {
    var match = MEASURES.matcher(text);
    if (match.matches()) {
      var limits = request.limits();
      long limit = limits.diskBytes();
      judge("its workspace", Long.parseLong(match.group(1)), limit).ifPresent(this::stop);
      judge("its cache", Long.parseLong(match.group(2)), limit)
          .ifPresent(what -> endings.accept(new Ending.CacheFull(what)));
      judgeFiles("its workspace", Long.parseLong(match.group(4)), limits.files());
      judgeFiles("its cache", Long.parseLong(match.group(5)), limits.files());
      if (Long.parseLong(match.group(3)) * KIB < limits.freeDiskBytes()) {
        stop(
            "The build was stopped because the disk of the node has less than "
                + (limits.freeDiskBytes() / MIB)
                + " MiB left.");
      }
    }
  }

  private static Optional<String> judge(String folder, long kib, long limit) {
    if (kib < 0) {
      return Optional.of(
          "The build was stopped because " + folder + " has too many files to be measured.");
    }
    return kib * KIB <= limit
        ? Optional.empty()
        : Optional.of(
            "The build was stopped because %s holds %d MiB; it may hold %d MiB."
                .formatted(folder, kib * KIB / MIB, limit / MIB));
  }

  private void judgeFiles(String folder, long files, long limit) {
    if (files > limit) {
      stop(
          "The build was stopped because %s has %,d files and folders; it may have %,d."
              .formatted(folder, files, limit));
    }
  }

  private void stop(String what) {
    endings.accept(new Ending.DiskFull(what));
  }

  private void end(Optional<Throwable> failure) {
    endings.accept(
        new Ending.Lost(
            Deadline.failure(
                "measure the disk of the build",
                failure.orElseGet(() -> new IOException("the container " + name() + " ended")))));
  }
}
