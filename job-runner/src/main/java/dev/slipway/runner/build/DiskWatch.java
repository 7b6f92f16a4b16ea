package dev.slipway.runner.build;

import com.github.dockerjava.api.model.Frame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Sees to it that a build keeps to its limit on disk, and that nobody fills the disk of the node:
/// a container beside the build's that has its volumes too, to read.
///
/// Few engines have a [Quota] for volumes, and a volume in memory would take the memory of the
/// build. Measuring inside the build's own container would be cheaper, but could be stopped by the
/// build. What the file system has free is looked at five times a second, which takes no time
/// however many files there are, and counts what can't be measured: files that are deleted but
/// still open. A build is stopped while there is still [#HEADROOM] above what must stay free, since
/// a fast disk takes much before its processes are gone.
final class DiskWatch implements AutoCloseable {

  /// What a build may still write from the moment at which it is stopped.
  static final long HEADROOM = 1L << 30;

  private static final Pattern FREE = Pattern.compile("free ([0-9]{1,15}) (-?[0-9]{1,15})");
  private static final Pattern HELD =
      Pattern.compile("held (-?[0-9]{1,15}) ([0-9]{1,15}) (-?[0-9]{1,15}) ([0-9]{1,15})");
  private static final int KIB = 1024;
  private static final int MIB = KIB * KIB;

  private final Engine engine;
  private final BuildRequest request;
  private final Duration rest;
  private final Consumer<Ending> endings;
  private final Following<Frame> output;
  private final StringBuilder line = new StringBuilder();
  private Optional<Thread> thread = Optional.empty();

  /// @param rest how long the folders are left in peace after they were measured, at least
  DiskWatch(Engine engine, BuildRequest request, Duration rest, Consumer<Ending> endings) {
    this.engine = engine;
    this.request = request;
    this.rest = rest;
    this.endings = endings;
    this.output = new Following<>(this::take, this::end);
  }

  /// Begins, and does not wait until it has.
  ///
  /// @param limited whether the volumes have quotas: their own file systems then seem to be as
  ///   large as these
  void start(boolean limited) {
    var folder = limited ? "/" : Hardening.WORKSPACE;
    thread = Optional.of(Thread.ofVirtual().name("disk-watch").start(() -> work(folder)));
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
    engine.removeContainer(name());
  }

  private void work(String folder) {
    try {
      createContainer(folder);
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

  private void createContainer(String folder) {
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
                .withCmd(folder, Long.toString(rest.toSeconds()))
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
    var free = FREE.matcher(text);
    if (free.matches()) {
      judgeFree(number(free, 1) * KIB, number(free, 2));
    }
    var held = HELD.matcher(text);
    if (held.matches()) {
      judge("its workspace", number(held, 1), number(held, 2))
          .ifPresent(what -> endings.accept(new Ending.DiskFull(what)));
      judge("its cache", number(held, 3), number(held, 4))
          .ifPresent(what -> endings.accept(new Ending.CacheFull(what)));
    }
  }

  private static long number(MatchResult match, int group) {
    return Long.parseLong(match.group(group));
  }

  private void judgeFree(long bytes, long files) {
    var limits = request.limits();
    if (bytes < limits.freeDiskBytes() + HEADROOM) {
      endings.accept(
          new Ending.NodeFull(
              "The build was stopped because the disk of the node has only %,d MiB left; %,d MiB must stay free."
                  .formatted(bytes / MIB, limits.freeDiskBytes() / MIB)));
    } else if (files >= 0 && files < limits.freeFiles()) {
      endings.accept(
          new Ending.NodeFull(
              "The build was stopped because the disk of the node has room for only %,d more files; for %,d it must stay."
                  .formatted(files, limits.freeFiles())));
    }
  }

  private Optional<String> judge(String folder, long kib, long files) {
    var limits = request.limits();
    if (kib < 0) {
      return Optional.of(
          "The build was stopped because " + folder + " has too many files to be measured.");
    }
    if (kib * KIB > limits.diskBytes()) {
      return Optional.of(
          "The build was stopped because %s holds %d MiB; it may hold %d MiB."
              .formatted(folder, Math.ceilDiv(kib * KIB, MIB), limits.diskBytes() / MIB));
    }
    return files <= limits.files()
        ? Optional.empty()
        : Optional.of(
            "The build was stopped because %s has %,d files and folders; it may have %,d."
                .formatted(folder, files, limits.files()));
  }

  private void end(Optional<Throwable> failure) {
    endings.accept(
        new Ending.Lost(
            Deadline.failure(
                "measure the disk of the build",
                failure.orElseGet(() -> new IOException("the container " + name() + " ended")))));
  }
}
