package dev.slipway.runner.build;

import com.github.dockerjava.api.command.InspectImageResponse;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// An image of the engine's, for something else to lie on.
///
/// @param id its digest, `sha256:…`
/// @param architecture as the engine calls it, such as `amd64`
/// @param path where it has its programs, as `PATH` says it
/// @param diffs the SHA-256 of its layers' tars, in hexadecimal, the lowest first
public record RuntimeImage(String id, String architecture, String path, List<String> diffs) {

  private static final String PATH = "PATH=";
  private static final String USUAL_PATH =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  private static final String ALGORITHM = "sha256:";

  public RuntimeImage {
    diffs = List.copyOf(diffs);
  }

  /// Returns the image with the digest `id`.
  ///
  /// @throws EngineException if the engine has none
  public static RuntimeImage find(Engine engine, String id) {
    var found =
        engine.call(
            Engine.SHORT,
            "look at the image " + id,
            () -> engine.client().inspectImageCmd(id).exec());
    var layers = Optional.ofNullable(found.getRootFS()).map(root -> root.getLayers());
    return new RuntimeImage(
        id,
        Objects.requireNonNullElse(found.getArch(), ""),
        path(found),
        layers.stream()
            .flatMap(List::stream)
            .map(layer -> layer.startsWith(ALGORITHM) ? layer.substring(ALGORITHM.length()) : layer)
            .toList());
  }

  private static String path(InspectImageResponse image) {
    return Optional.ofNullable(image.getConfig())
        .flatMap(config -> Optional.ofNullable(config.getEnv()))
        .map(Arrays::stream)
        .orElseGet(Stream::empty)
        .filter(variable -> variable.startsWith(PATH))
        .map(variable -> variable.substring(PATH.length()))
        .findFirst()
        .orElse(USUAL_PATH);
  }

  /// Opens it as the archive that the engine saves.
  public InputStream open(Engine engine) {
    return ArchiveStream.of(
        engine.call(
            Engine.LONG, "save the image " + id, () -> engine.client().saveImageCmd(id).exec()));
  }
}
