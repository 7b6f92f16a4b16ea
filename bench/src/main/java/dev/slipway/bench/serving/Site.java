package dev.slipway.bench.serving;

import dev.slipway.core.artifact.ArtifactDigest;
import java.util.Arrays;
import java.util.List;

/// One deployment of the corpus.
///
/// @param name the label of its host
/// @param paths what to ask of it, each beginning with a slash; none of the files that are asked
///   for alone
record Site(String name, ArtifactDigest artifact, List<String> paths) {

  private static final String DOMAIN = ".localhost";

  Site {
    paths = List.copyOf(paths);
  }

  String host() {
    return name + DOMAIN;
  }

  /// Returns it as a line of text.
  String line() {
    return name + " " + artifact.hex() + " " + String.join(" ", paths);
  }

  /// Returns the site that `line` tells of.
  static Site of(String line) {
    var words = Arrays.asList(line.split(" ", -1));
    return new Site(words.get(0), new ArtifactDigest(words.get(1)), words.subList(2, words.size()));
  }
}
