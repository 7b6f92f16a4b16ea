package dev.slipway.bench.builds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.cli.client.ApiException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Deploys one sample: first into an empty cache, then with a change, and visits both.
///
/// @param sources where the samples' projects are
/// @param artifacts the artifact folder of the platform
/// @param folder for copies, repositories and the browser's profile
public record Trial(Path sources, Path artifacts, Path folder) {

  private static final Duration PATIENCE = Duration.ofMinutes(20);

  /// Deploys `sample` to `project`, which is new.
  Row run(Sample sample, Project project) throws IOException, InterruptedException {
    try {
      var copy = SourceCopy.of(sources.resolve(sample.name()), folder.resolve(sample.name()));
      var cold = project.push(copy.folder(), PATIENCE);
      var complaints = new ArrayList<>(visited(cold, sample));
      copy.change("a second push");
      var warm = project.push(copy.folder(), PATIENCE);
      complaints.addAll(visited(warm, sample));
      var weight = Weight.of(cold.path("commit").path("sha").asText(), artifacts);
      if (!weight.framework().equals(sample.framework())) {
        complaints.add("taken for %s, not %s".formatted(weight.framework(), sample.framework()));
      }
      return complaints.isEmpty()
          ? new Row.Fine(
              sample,
              Versions.of(sample.packages(), copy.folder()),
              weight,
              project.pushToLink(cold),
              project.pushToLink(warm))
          : new Row.Wrong(sample, complaints);
    } catch (IllegalStateException | ApiException e) {
      return new Row.Wrong(sample, List.of(String.valueOf(e.getMessage())));
    }
  }

  private List<String> visited(JsonNode deployment, Sample sample)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    return Visit.complaints(URI.create(deployment.path("link").asText()), sample, folder);
  }
}
