package dev.slipway.runner.build;

import dev.slipway.runner.build.BuildStep.Phase;
import dev.slipway.runner.log.BuildLog;
import dev.slipway.runner.log.RecordingLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One build in the image of a [TestEngine], with what it wrote.
final class BuildTrial {

  static final Duration OFTEN = Duration.ofSeconds(1);

  private final TestEngine engine;
  final RecordingLog written = new RecordingLog();
  BuildScope scope;
  SourceTar source = Sources.nothing();
  String folder = "";
  List<BuildStep> steps = List.of();
  Map<String, String> environment = Map.of();
  List<String> caches = List.of();
  List<String> candidates = List.of();
  BuildLimits limits =
      BuildLimits.USUAL.withTime(Duration.ofSeconds(60)).withMemoryBytes(64L << 20);
  Optional<String> runtime = Optional.empty();
  Optional<BuilderImage> image = Optional.empty();
  long logBytes = BuildLimits.USUAL_LOG_BYTES;

  BuildTrial(TestEngine engine) {
    this.engine = engine;
    this.scope = engine.scope();
  }

  BuildTrial building(String... commands) {
    steps = List.of(commands).stream().map(line -> new BuildStep(Phase.BUILD, line)).toList();
    return this;
  }

  BuildOutcome run() throws InterruptedException {
    try (var log = new BuildLog(written, logBytes)) {
      return new ContainerBuild(engine.engine, runtime, OFTEN).run(request(), log);
    }
  }

  BuildRequest request() {
    return new BuildRequest(
        image.orElse(engine.image),
        scope,
        source,
        folder,
        steps,
        environment,
        caches,
        candidates,
        limits);
  }

  /// Returns the lines of the build itself.
  List<String> output() {
    return written.lines().stream().filter(line -> !line.startsWith("==> ")).toList();
  }
}
