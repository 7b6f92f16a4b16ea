package dev.slipway.runner.detect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// What a `package.json` says that matters here. All of it may be missing or of another type.
record NodeManifest(JsonNode json) {

  static final String FILE = "package.json";

  private static final int LARGEST = 1 << 20;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  /// Returns the `package.json` at the root of `tree`, if there is one.
  static Optional<NodeManifest> read(SourceTree tree) {
    return tree.read(FILE, LARGEST).map(bytes -> new NodeManifest(parse(FILE, bytes)));
  }

  /// Returns the JSON object that `bytes` of `file` spell.
  static JsonNode parse(String file, byte[] bytes) {
    try {
      var json = MAPPER.readTree(bytes);
      if (!json.isObject()) {
        throw malformed(file, "it is not a JSON object");
      }
      return json;
    } catch (JsonProcessingException e) {
      var at = e.getLocation();
      var place =
          at == null
              ? "it ends too early"
              : "line %d, column %d".formatted(at.getLineNr(), at.getColumnNr());
      throw malformed(file, place);
    } catch (IOException e) {
      throw new UncheckedIOException("could not parse bytes in memory", e);
    }
  }

  /// Returns the script called `name`.
  Optional<String> script(String name) {
    return text(json.path("scripts").path(name));
  }

  /// Returns which package manager it asks for, such as `pnpm@9.1.0`.
  Optional<String> packageManager() {
    return text(json.path("packageManager"));
  }

  /// Returns the range of Node's versions that it asks for.
  Optional<String> nodeVersion() {
    return text(json.path("engines").path("node"));
  }

  boolean dependsOn(String name) {
    return DEPENDENCIES.stream().anyMatch(kind -> json.path(kind).has(name));
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.of(node.asText()).filter(text -> node.isTextual() && !text.isBlank());
  }

  private static DeploymentFailure malformed(String file, String where) {
    return new DeploymentFailure(
        "malformed-json",
        "The file %s is not valid JSON: %s.".formatted(file, where),
        "Correct it, and push again; comments and trailing commas are not allowed.");
  }
}
