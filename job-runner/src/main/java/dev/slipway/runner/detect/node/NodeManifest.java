package dev.slipway.runner.detect.node;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/// What a `package.json` says that matters here. All of it may be missing or of another type.
public record NodeManifest(JsonNode json) {

  public static final String FILE = "package.json";

  private static final int LARGEST = 1 << 20;
  private static final int MOST_PATTERNS = 100;
  private static final ObjectMapper MAPPER =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private static final List<String> DEPENDENCIES =
      List.of("dependencies", "devDependencies", "optionalDependencies");

  /// Returns the `package.json` in `folder`, if there is one.
  ///
  /// @throws DeploymentFailure if it is malformed
  public static Optional<NodeManifest> read(ProjectFolder folder) {
    return folder
        .bytes(FILE, LARGEST)
        .map(bytes -> new NodeManifest(parse(folder.at(FILE), bytes)));
  }

  /// Returns the JSON object that `bytes` of `file` spell.
  public static JsonNode parse(String file, byte[] bytes) {
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
  public Optional<String> script(String name) {
    return text(json.path("scripts").path(name));
  }

  /// Returns the file that is its program.
  public Optional<String> main() {
    return text(json.path("main"));
  }

  /// Returns which package manager it asks for, such as `pnpm@9.1.0`.
  public Optional<String> packageManager() {
    return text(json.path("packageManager"));
  }

  /// Returns the range of Node's versions that it asks for.
  public Optional<String> nodeVersion() {
    return text(json.path("engines").path("node"));
  }

  public boolean dependsOn(String name) {
    return DEPENDENCIES.stream().anyMatch(kind -> json.path(kind).has(name));
  }

  /// Returns its name.
  public Optional<String> packageName() {
    return text(json.path("name"));
  }

  /// Returns the names of all that it depends on.
  public Set<String> dependencies() {
    var names = new HashSet<String>();
    DEPENDENCIES.forEach(kind -> json.path(kind).fieldNames().forEachRemaining(names::add));
    return names;
  }

  /// Returns the patterns of the folders whose packages are in its workspace.
  List<String> workspaces() {
    var field = json.path("workspaces");
    var list = field.isObject() ? field.path("packages") : field;
    return StreamSupport.stream(list.spliterator(), false)
        .limit(MOST_PATTERNS)
        .flatMap(item -> text(item).stream())
        .toList();
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
