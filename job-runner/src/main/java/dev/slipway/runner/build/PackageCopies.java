package dev.slipway.runner.build;

import dev.slipway.runner.log.BuildLog;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The packages that builds of production have left, copied for the build of a preview: so it need
/// not download them, and nobody else sees what it does to them.
///
/// They are copied in a container beside the build's, since the cache of production also has what
/// frameworks keep, in which there may be values that only production is to see. A build goes on
/// without them if they can't be copied.
final class PackageCopies {

  /// What package managers keep in a cache, and nothing else that may be there.
  private static final List<String> STORES =
      List.of(
          "npm/_cacache",
          "pnpm",
          "yarn",
          "bun",
          "pip",
          "corepack",
          "xdg/pnpm",
          "xdg/pip",
          "xdg/uv",
          "xdg/pypoetry",
          "xdg/node-gyp");

  private static final Duration COPYING = Duration.ofMinutes(1);
  private static final long KIB = 1 << 10;
  private static final double NANO = 1e9;

  private final Engine engine;
  private final BuildRequest request;

  PackageCopies(Engine engine, BuildRequest request) {
    this.engine = engine;
    this.request = request;
  }

  /// Makes them in the cache of the build, if it gets any, and tells `log`.
  ///
  /// @param limited whether the cache has a quota: its own file system then seems to be as large as
  ///   that
  void make(boolean limited, BuildLog log) throws InterruptedException {
    var packages = request.scope().packages();
    if (packages.isEmpty()) {
      return;
    }
    long begin = System.nanoTime();
    try {
      if (new CacheVolumes(engine, request.scope().instance()).has(packages.get())) {
        var said =
            copy(packages.get(), limited ? "/" : Hardening.CACHE)
                .lines()
                .collect(Collectors.joining(", "));
        double seconds = (System.nanoTime() - begin) / NANO;
        log.say(
            String.format(
                Locale.ROOT,
                "Copied what package managers have left in production's cache in %.1f s: %s",
                seconds,
                said.isEmpty() ? "nothing" : said));
      }
    } catch (EngineException e) {
      log.say("Goes on without the packages in production's cache: " + e.getMessage());
    }
  }

  private String copy(CacheVolume packages, String folder) throws InterruptedException {
    var scope = request.scope();
    var said =
        new Aside(
                scope.name() + "-packages",
                scope.labels(),
                request.image(),
                Hardening.USER,
                Script.PACKAGES,
                arguments(folder),
                Hardening.copy(request, packages))
            .run(engine, COPYING);
    return said.whole() ? said.text() : said.text() + "the rest would take too long";
  }

  /// They may fill half of the cache, so that the build has room for its own.
  private List<String> arguments(String folder) {
    var limits = request.limits();
    var room =
        Stream.of(
            folder,
            Long.toString((limits.freeDiskBytes() + DiskWatch.HEADROOM) / KIB),
            Long.toString(limits.diskBytes() / KIB / 2),
            Long.toString(limits.files() / 2));
    return Stream.concat(room, STORES.stream()).toList();
  }
}
