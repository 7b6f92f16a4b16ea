package dev.slipway.bench.builds;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A project of a running Slipway, which takes pushes.
public interface Project {

  /// Pushes what is in `folder` and returns the deployment, as the API tells it, once it is ready.
  ///
  /// @throws IllegalStateException with the reason if it does not get ready
  JsonNode push(Path folder, Duration patience) throws IOException, InterruptedException;

  /// Returns how long the deployment took from the push to its link, in milliseconds.
  long pushToLink(JsonNode deployment);
}
