package dev.slipway.runner.detect.node;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.file.VersionFile;
import dev.slipway.runner.detect.file.VersionFile.Asked;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private static final List<String> FILES = List.of(".nvmrc", ".node-version");
  private static final List<String> TOOLS = List.of("node", "nodejs");
  private static final Pattern ANY =
      Pattern.compile("|node|stable|latest|current|lts|lts/\\*|lts/krypton");
  private static final Pattern ALIAS = Pattern.compile("lts/[a-z]{1,20}");
  private static final Pattern EXACT = Pattern.compile("v?(\\d{1,4})\\.\\d{1,6}(?:\\.\\d{1,6})?");

  private NodeVersion() {}

  /// Returns what to say about `setting`, if there is one, or else about what the files of `folder`
  /// ask for, or those in the root of the commit.
  public static List<String> notes(
      ProjectFolder folder, Optional<NodeManifest> manifest, Optional<Asked> setting) {
    var asked = setting.map(List::of).orElseGet(() -> asked(folder, manifest));
    return asked.stream().map(NodeVersion::note).toList();
  }

  private static List<Asked> asked(ProjectFolder folder, Optional<NodeManifest> manifest) {
    var asked = new ArrayList<>(asked(folder));
    manifest
        .flatMap(NodeManifest::nodeVersion)
        .map(text -> new Asked(text, "engines.node in " + folder.at(NodeManifest.FILE)))
        .ifPresent(asked::add);
    return asked.isEmpty() ? asked(ProjectFolder.root(folder.tree())) : asked;
  }

  private static List<Asked> asked(ProjectFolder folder) {
    return Stream.concat(
            FILES.stream().flatMap(file -> VersionFile.line(folder, file).stream()),
            VersionFile.tool(folder, TOOLS).stream())
        .toList();
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

  private static String note(Asked asked) {
    var wish = "%s asks for Node \"%s\"".formatted(asked.from(), Shown.of(asked.text()));
    return allows(asked.text())
        ? "%s; the builder has Node %d.".formatted(wish, BUILDER)
        : "Warning: %s, but it is built with Node %d, which may not do.".formatted(wish, BUILDER);
  }
}
