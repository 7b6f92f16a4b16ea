package dev.slipway.runner.build;

import java.io.InputStream;
import java.util.List;

/// A build that went well, with its container, which has ended but is kept until this is closed.
public final class BuildOutcome implements AutoCloseable {

  private final List<String> outputs;
  private final Sandbox sandbox;
  private final Cleanup cleanup;

  BuildOutcome(List<String> outputs, Sandbox sandbox, Cleanup cleanup) {
    this.outputs = List.copyOf(outputs);
    this.sandbox = sandbox;
    this.cleanup = cleanup;
  }

  /// Returns which of the request's candidates are folders inside the workspace with something in
  /// them, in the request's order.
  public List<String> outputs() {
    return outputs;
  }

  /// Opens one of [#outputs()] as a tar: its entries are named `./` for the folder itself, `./x`
  /// for a file `x` in it. The content is hostile.
  ///
  /// @throws EngineException if the folder is not there
  public InputStream openOutput(String output) {
    if (!outputs.contains(output)) {
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
