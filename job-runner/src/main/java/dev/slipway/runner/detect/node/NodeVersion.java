package dev.slipway.runner.detect.node;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.semver4j.Semver;
import org.semver4j.SemverException;
import org.semver4j.range.RangeListFactory;

/// The version of Node that a project asks for, compared with the one there is.
public final class NodeVersion {

  /// The major version in the builder image.
  static final int BUILDER = 24;

  /// Every version of the builder's line is taken for the newest of it.
  private static final Semver NEWEST = Semver.create(BUILDER, 9999, 0);

  private static final int LONGEST = 120;
  private static final int LARGEST_FILE = 1 << 16;
  private static final List<String> FILES = List.of(".nvmrc", ".node-version");
  private static final Pattern ANY =
      Pattern.compile("|node|stable|latest|current|lts|lts/\\*|lts/krypton");
  private static final Pattern ALIAS = Pattern.compile("lts/[a-z]{1,20}");
  private static final Pattern TOOL = Pattern.compile("node(?:js)?\\s{1,20}(\\S{1,80}).{0,200}");
  private static final Pattern EXACT = Pattern.compile("v?(\\d{1,4})\\.\\d{1,6}(?:\\.\\d{1,6})?");

  /// What a project says that it wants.
  ///
  /// @param text a version, a range of them or an alias such as `lts/iron`
  /// @param from which setting of which file it is
  public record Asked(String text, String from) {}

  private NodeVersion() {}

  /// Returns what to say about `setting`, if there is one, or else about what the files of `folder`
  /// ask for.
  public static List<String> notes(
      ProjectFolder folder, Optional<NodeManifest> manifest, Optional<Asked> setting) {
    var asked = setting.map(List::of).orElseGet(() -> asked(folder, manifest));
    return asked.stream().map(NodeVersion::note).toList();
  }

  private static List<Asked> asked(ProjectFolder folder, Optional<NodeManifest> manifest) {
    var asked = new ArrayList<Asked>();
    for (var file : FILES) {
      line(folder, file).map(text -> new Asked(text, folder.at(file))).ifPresent(asked::add);
    }
    tool(folder).map(text -> new Asked(text, folder.at(".tool-versions"))).ifPresent(asked::add);
    manifest
        .flatMap(NodeManifest::nodeVersion)
        .map(text -> new Asked(text, "engines.node in " + folder.at(NodeManifest.FILE)))
        .ifPresent(asked::add);
    return asked;
  }

  /// Tells whether the builder's version is one that `wish` allows, as npm understands ranges.
  static boolean allows(String wish) {
    var text = wish.strip();
    if (text.length() > LONGEST || ALIAS.matcher(text).matches()) {
      return ANY.matcher(text).matches();
    }
    var exact = EXACT.matcher(text);
    if (exact.matches()) { // that line of versions will do
      return Integer.parseInt(exact.group(1)) == BUILDER;
    }
    try {
      return ANY.matcher(text).matches() || NEWEST.satisfies(RangeListFactory.create(text));
    } catch (SemverException | NumberFormatException e) {
      return false;
    }
  }

  private static Optional<String> line(ProjectFolder folder, String file) {
    return folder
        .text(file, LARGEST_FILE)
        .flatMap(text ->
            text.lines()
                .map(line -> line.replaceFirst("#.*+", "").strip())
                .filter(line -> !line.isEmpty())
                .findFirst());
  }

  private static Optional<String> tool(ProjectFolder folder) {
    return folder.text(".tool-versions", LARGEST_FILE).stream()
        .flatMap(String::lines)
        .map(line -> TOOL.matcher(line.strip()))
        .filter(Matcher::matches)
        .map(match -> match.group(1))
        .findFirst();
  }

  private static String note(Asked asked) {
    var wish = "%s asks for Node \"%s\"".formatted(asked.from(), Shown.of(asked.text()));
    return allows(asked.text())
        ? "%s; the builder has Node %d.".formatted(wish, BUILDER)
        : "Warning: %s, but it is built with Node %d, which may not do.".formatted(wish, BUILDER);
  }
}
