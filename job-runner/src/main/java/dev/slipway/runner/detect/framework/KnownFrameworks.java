package dev.slipway.runner.detect.framework;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.framework.Framework.FileSign;
import dev.slipway.runner.detect.node.NodeManifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// All frameworks that are known; each stands before those that it is built on.
public final class KnownFrameworks {

  static final String RESOURCE = "frameworks.json";

  private static final List<Framework> ALL = load();

  private KnownFrameworks() {}

  static List<Framework> all() {
    return ALL;
  }

  /// Returns the framework that `manifest` depends on.
  public static Optional<Framework> of(NodeManifest manifest) {
    return ALL.stream()
        .filter(framework -> framework.packages().stream().anyMatch(manifest::dependsOn))
        .filter(framework -> framework.without().stream().noneMatch(manifest::dependsOn))
        .findFirst();
  }

  /// Returns the framework that is known by a file in `folder`.
  public static Optional<Found> of(ProjectFolder folder) {
    return ALL.stream()
        .flatMap(framework ->
            framework.files().stream()
                .filter(sign -> isIn(folder, sign))
                .map(sign -> new Found(framework, folder.at(sign.name()))))
        .findFirst();
  }

  /// A framework that is known by a file.
  public record Found(Framework framework, String file) {}

  /// Returns the framework that we or others call `id`.
  public static Optional<Framework> called(String id) {
    return ALL.stream()
        .filter(framework -> framework.id().equals(id))
        .findFirst()
        .or(() -> ALL.stream().filter(each -> each.covers().contains(id)).findFirst());
  }

  /// Returns the ids of all, in their order.
  public static List<String> ids() {
    return ALL.stream().map(Framework::id).toList();
  }

  private static boolean isIn(ProjectFolder folder, FileSign sign) {
    return sign.word().isEmpty()
        ? folder.isFile(sign.name())
        : folder.text(sign.name()).stream()
            .flatMap(String::lines)
            .map(String::strip)
            .anyMatch(line -> begins(line, sign.word().get()));
  }

  /// Tells whether `line` sets `key`, in a file of TOML, YAML or JSON, with any letters' case.
  private static boolean begins(String line, String key) {
    int begin = line.startsWith("\"") ? 1 : 0;
    return line.regionMatches(true, begin, key, 0, key.length());
  }

  static JsonNode resource() {
    try (InputStream in =
        Objects.requireNonNull(KnownFrameworks.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + RESOURCE, e);
    }
  }

  private static List<Framework> load() {
    return StreamSupport.stream(resource().required("frameworks").spliterator(), false)
        .map(Framework::of)
        .toList();
  }
}
