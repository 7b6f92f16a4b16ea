package dev.slipway.runner.reuse;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// Where frameworks and bundlers keep what spares their next build work.
///
/// Only what a framework checks against what it was made from, and can do without: no output, and
/// no state that goes with an output, such as Gatsby's.
public final class FrameworkCaches {

  private static final String RESOURCE = "caches.json";

  /// The folders by the framework's id; those of the empty id are of tools that any may use.
  private static final Map<String, List<String>> FOLDERS = load();

  private FrameworkCaches() {}

  /// Returns the folders of `framework`, relative to where it builds, and those that any may have.
  public static List<String> of(String framework) {
    return Stream.of("", framework)
        .distinct()
        .flatMap(id -> FOLDERS.getOrDefault(id, List.of()).stream())
        .toList();
  }

  private static Map<String, List<String>> load() {
    try (var in =
        Objects.requireNonNull(FrameworkCaches.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new ObjectMapper().readValue(in, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + RESOURCE, e);
    }
  }
}
