package dev.slipway.artifact.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.artifact.hint.LinkHints;
import dev.slipway.artifact.output.OutputFile;
import dev.slipway.artifact.output.Spool;
import dev.slipway.artifact.type.ContentTypes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the pages of an output folder ask browsers to fetch early.
///
/// Whoever serves the artifact holds all of it in memory, so there is a budget for the site.
final class PageHints {

  /// How many characters those of a whole site may have.
  static final int USUAL_BUDGET = 4 << 20;

  private static final long LARGEST_PAGE = 1 << 20;

  private final Spool bodies;
  private final int budget;
  private final Map<String, String> links = new HashMap<>();
  private int length;
  private int without;

  private PageHints(Spool bodies, int budget) {
    this.bodies = bodies;
    this.budget = budget;
  }

  /// Returns what those among `files` that are pages ask for, `budget` characters of it at most.
  static PageHints of(List<OutputFile> files, Spool bodies, int budget)
      throws IOException, InterruptedException {
    var hints = new PageHints(bodies, budget);
    for (var file : files) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while reading pages");
      }
      if (isPage(file)) {
        hints.add(file);
      }
    }
    return hints;
  }

  /// Returns the value of `Link` for the file at `path`; empty if it asks for nothing.
  String of(String path) {
    return links.getOrDefault(path, "");
  }

  Optional<String> note() {
    return without == 0
        ? Optional.empty()
        : Optional.of(
            "Early hints of %,d pages are left out: those of all pages together are longer than %,d bytes."
                .formatted(without, budget));
  }

  private void add(OutputFile page) throws IOException {
    var value = read(page);
    if (value.isEmpty()) {
      return;
    }
    if (length + value.length() > budget) {
      without++;
      return;
    }
    length += value.length();
    links.put(page.path(), value);
  }

  private String read(OutputFile page) throws IOException {
    try (var text = new BufferedReader(new InputStreamReader(bodies.open(page.body()), UTF_8))) {
      return LinkHints.of(page.path(), text);
    }
  }

  private static boolean isPage(OutputFile file) {
    return file.body().length() <= LARGEST_PAGE
        && ContentTypes.of(file.path()).value().startsWith("text/html");
  }
}
