package dev.slipway.runner.detect.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;

/// All frameworks for servers that are known; each stands before those that it is built on.
final class KnownServers {

  private static final String RESOURCE = "servers.json";
  private static final JsonNode ALL = load();

  /// Those of Node.
  static final List<Kind> NODE = kinds("node");

  /// Those of Python.
  static final List<Kind> PYTHON = kinds("python");

  private KnownServers() {}

  /// A framework for servers.
  ///
  /// @param packages it is used by a project that needs one of these
  /// @param imports or that has one of `files` which imports one of these
  /// @param files where the program may be
  /// @param lines what starts it, with `{file}` and `{module}` for the program: the first whose own
  ///   program is python3 or a package that the project needs, else the last
  record Kind(
      String id,
      List<String> packages,
      List<String> imports,
      List<String> files,
      List<String> lines) {}

  private static List<Kind> kinds(String language) {
    return StreamSupport.stream(ALL.required(language).spliterator(), false)
        .map(entry ->
            new Kind(
                entry.required("id").asText(),
                texts(entry, "packages"),
                texts(entry, "imports"),
                texts(entry, "files"),
                texts(entry, "lines")))
        .toList();
  }

  private static List<String> texts(JsonNode entry, String key) {
    return StreamSupport.stream(entry.path(key).spliterator(), false)
        .map(JsonNode::asText)
        .toList();
  }

  private static JsonNode load() {
    try (InputStream in =
        Objects.requireNonNull(KnownServers.class.getResourceAsStream(RESOURCE), RESOURCE)) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + RESOURCE, e);
    }
  }
}
