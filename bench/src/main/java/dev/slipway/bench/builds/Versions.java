package dev.slipway.bench.builds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which versions of packages a project names.
final class Versions {

  private static final ObjectMapper JSON = new ObjectMapper();

  private Versions() {}

  /// Returns those of `packages` in the manifests below `project`, with the packages' names.
  static String of(List<String> packages, Path project) throws IOException {
    var manifests = manifests(project);
    return packages.stream()
        .flatMap(name -> version(name, manifests).limit(1).map(version -> name + " " + version))
        .collect(Collectors.joining(", "));
  }

  private static Stream<String> version(String name, List<JsonNode> manifests) {
    return manifests.stream()
        .flatMap(manifest -> Stream.of("dependencies", "devDependencies").map(manifest::path))
        .filter(dependencies -> dependencies.hasNonNull(name))
        .map(dependencies -> dependencies.path(name).asText());
  }

  private static List<JsonNode> manifests(Path project) throws IOException {
    var manifests = new ArrayList<JsonNode>();
    try (var files = Files.walk(project)) {
      for (var file : files.filter(path -> path.endsWith("package.json")).sorted().toList()) {
        manifests.add(JSON.readTree(file.toFile()));
      }
    }
    return manifests;
  }
}
