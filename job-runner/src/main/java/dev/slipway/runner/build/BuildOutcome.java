package dev.slipway.runner.build;

import java.io.InputStream;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// A build that went well, with its container, which has ended but is kept until this is closed.
public final class BuildOutcome implements AutoCloseable {

  private final List<String> outputs;
  private final List<String> found;
  private final Map<BuildStep.Phase, Duration> times;
  private final Sandbox sandbox;
  private final Cleanup cleanup;

  BuildOutcome(
      List<String> outputs,
      List<String> found,
      EnumMap<BuildStep.Phase, Duration> times,
      Sandbox sandbox,
      Cleanup cleanup) {
    this.outputs = List.copyOf(outputs);
    this.found = List.copyOf(found);
    this.times = Collections.unmodifiableMap(new EnumMap<>(times));
    this.sandbox = sandbox;
    this.cleanup = cleanup;
  }

  /// Returns which of the request's candidates are folders inside the workspace with something in
  /// them, in the request's order.
  public List<String> outputs() {
    return outputs;
  }

  /// Returns the folders inside the workspace that have an `index.html` which was not in the
  /// source, relative to the build's folder: of all such those that are the nearest to it, and none
  /// that are hidden or hold packages.
  public List<String> found() {
    return found;
  }

  /// Returns how long the commands of each phase took together.
  public Map<BuildStep.Phase, Duration> times() {
    return times;
  }

  /// Opens one of [#outputs()] or [#found()] as a tar. Docker names its entries `./` for the folder
  /// itself and `./x` for a file `x` in it; Podman has no entry for the folder, and `x`. The
  /// content is hostile.
  ///
  /// @throws EngineException if the folder is not there
  public InputStream openOutput(String output) {
    if (!outputs.contains(output) && !found.contains(output)) {
      throw new IllegalArgumentException("no output of this build: " + output);
    }
    return sandbox.open(output);
  }

  /// Removes the container, its network and its workspace. With many files in the workspace that
  /// takes seconds, so do it when the deployment is ready.
  @Override
  public void close() {
    cleanup.close();
  }
}
