package dev.slipway.runner.detect;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A program that makes sites, and where it leaves them.
///
/// @param packages it is used by a project that depends on one of these
/// @param outputs where its output is
/// @param singlePage whether its sites route in the page's script
/// @param publicFolder the folder whose files it copies into the output under their own names
record Framework(
    String id,
    List<String> packages,
    List<String> outputs,
    boolean singlePage,
    Optional<String> publicFolder) {

  private static final String RESOURCE = "frameworks.json";

  /// All that are known; a framework stands before those it is built on.
  static final List<Framework> KNOWN = load();

  /// Returns the framework that `manifest` depends on.
  static Optional<Framework> of(NodeManifest manifest) {
    return KNOWN.stream()
        .filter(framework -> framework.packages().stream().anyMatch(manifest::dependsOn))
        .findFirst();
  }

  private static List<Framework> load() {
    try (InputStream in =
        Objects.requireNonNull(Framework.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      List<Entry> entries = new ObjectMapper().readValue(in, new TypeReference<>() {});
      return entries.stream().map(Entry::framework).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + RESOURCE, e);
    }
  }

  /// A line of the resource.
  private record Entry(
      String id,
      List<String> packages,
      List<String> outputs,
      boolean singlePage,
      @Nullable String publicFolder) {
    Framework framework() {
      return new Framework(id, packages, outputs, singlePage, Optional.ofNullable(publicFolder));
    }
  }
}
