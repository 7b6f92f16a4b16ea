package dev.slipway.artifact.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What of an output folder is not published, and the record of it.
///
/// Names that begin with a dot are left out, for they are not meant to be seen (`.env`, `.git`,
/// `.htpasswd`, `.DS_Store`), except `.well-known`, which is there to be seen (RFC 8615). So is the
/// `node_modules` of a repository that is served as it is.
final class LeftOut {

  private static final int SHOWN = 10;

  private final boolean built;
  private final TreeSet<String> hidden = new TreeSet<>();
  private final TreeSet<String> links = new TreeSet<>();
  private boolean modules;

  LeftOut(boolean built) {
    this.built = built;
  }

  /// Returns how many of `segments` lead to the first that is left out, it included, and records
  /// that; 0 if none is.
  int depth(List<String> segments) {
    if (!built && segments.getFirst().equals("node_modules")) {
      modules = true;
      return 1;
    }
    for (var i = 0; i < segments.size(); i++) {
      if (segments.get(i).startsWith(".") && !segments.get(i).equals(".well-known")) {
        hidden.add(String.join("/", segments.subList(0, i + 1)));
        return i + 1;
      }
    }
    return 0;
  }

  /// Records a link to something that is left out.
  void link(String path) {
    links.add(path);
  }

  List<String> notes() {
    var notes = new ArrayList<String>();
    if (modules) {
      notes.add("Left out \"node_modules\": it is no part of a site that is served as it is.");
    }
    if (!hidden.isEmpty()) {
      notes.add(
          "Left out %s: names that begin with a dot are not published, except \".well-known\"."
              .formatted(shown(hidden)));
    }
    if (!links.isEmpty()) {
      notes.add("Left out %s: links to what is not published.".formatted(shown(links)));
    }
    return notes;
  }

  private static String shown(Set<String> paths) {
    var first = paths.stream().limit(SHOWN).map(Shown::path).toList();
    var rest = paths.size() - first.size();
    return String.join(", ", first) + (rest > 0 ? " and %,d more".formatted(rest) : "");
  }
}
