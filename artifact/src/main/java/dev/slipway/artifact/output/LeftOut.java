package dev.slipway.artifact.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// What of an output folder is not published, and the record of it.
///
/// Names that begin with a dot are left out, for they are not meant to be seen (`.env`, `.git`,
/// `.htpasswd`, `.DS_Store`), except `.well-known`, which is there to be seen (RFC 8615). So is the
/// `node_modules` of a repository that is served as it is. Of a program only those are left out
/// that are known to hold secrets, or the repository itself.
final class LeftOut {

  private static final int SHOWN = 10;
  private static final String MODULES = "node_modules";
  private static final String UNSEEN =
      "names that begin with a dot are not published, except \".well-known\".";
  private static final Set<String> SECRET = Set.of(".git", ".env", ".npmrc", ".netrc", ".pypirc");

  private final Predicate<String> hides;
  private final boolean modulesToo;
  private final String why;
  private final TreeSet<String> hidden = new TreeSet<>();
  private final TreeSet<String> links = new TreeSet<>();
  private boolean modules;

  private LeftOut(Predicate<String> hides, boolean modulesToo, String why) {
    this.hides = hides;
    this.modulesToo = modulesToo;
    this.why = why;
  }

  /// What is left out of a repository that is served as it is.
  static LeftOut ofSource() {
    return new LeftOut(LeftOut::isHidden, true, UNSEEN);
  }

  /// What is left out of what a build has made.
  static LeftOut ofBuilt() {
    return new LeftOut(LeftOut::isHidden, false, UNSEEN);
  }

  /// What is left out of a program.
  static LeftOut ofProgram() {
    return new LeftOut(
        LeftOut::isSecret,
        false,
        "what is in such files may be secret. Give it to the image when it is run.");
  }

  private static boolean isHidden(String name) {
    return name.startsWith(".") && !name.equals(".well-known");
  }

  private static boolean isSecret(String name) {
    return SECRET.contains(name) || name.startsWith(".env.");
  }

  /// Returns how many of `segments` lead to the first that is left out, it included, and records
  /// that; 0 if none is.
  int depth(List<String> segments) {
    if (modulesToo && segments.getFirst().equals(MODULES)) {
      modules = true;
      return 1;
    }
    for (var i = 0; i < segments.size(); i++) {
      if (hides.test(segments.get(i))) {
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
      notes.add("Left out %s: %s".formatted(shown(hidden), why));
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
