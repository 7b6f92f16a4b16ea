package dev.slipway.runner.reuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Which of Slipway's variables the files of a tree name, and so may read when they are built.
///
/// A file that has the beginning of their names alone, as to look for all, counts as one that names
/// them all; so does a tree that is too large to be looked through. Media and files beyond
/// [#LARGEST] are left out, and nobody sees the packages that are installed: those know nothing of
/// Slipway.
///
/// @param readers who names them, by the name
public record Mentions(SortedMap<String, String> readers) {

  static final int LARGEST = 1 << 20;
  static final int MOST_FILES = 10_000;
  static final long MOST_BYTES = 20L << 20;

  private static final String BEGIN = "SLIPWAY_";
  private static final Pattern NAME = Pattern.compile(BEGIN + "\\w*");

  /// What runs nothing and takes long to read.
  private static final Pattern MEDIA =
      Pattern.compile(
          "(?i).*\\.(png|jpe?g|gif|webp|avif|ico|bmp|tiff?|psd|mp[34]|m4[av]|mov|webm|og[gv]|wav|flac"
              + "|pdf|zip|gz|tgz|br|xz|7z|woff2?|ttf|otf|eot|glb|wasm)");

  /// Returns those of the variables `names` that `tree` names.
  public static Mentions of(SourceTree tree, Set<String> names) {
    var look = new Look(tree, names, new TreeMap<>());
    if (!look.through("")) {
      names.forEach(name -> look.found.putIfAbsent(name, "one of so many files may read"));
    }
    return new Mentions(look.found);
  }

  /// Returns what to tell about that in a log; empty if it has no effect.
  public Optional<String> note() {
    return Stream.of(
            note("deployments", "SLIPWAY_URL"),
            note("deployments", "SLIPWAY_DEPLOYMENT"),
            note("commits", "SLIPWAY_COMMIT"),
            note("branches", "SLIPWAY_BRANCH"),
            note("environments", "SLIPWAY_ENVIRONMENT"))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> note(String others, String name) {
    return Optional.ofNullable(readers.get(name))
        .map(reader ->
            "Builds of other %s are not taken over: %s %s.".formatted(others, reader, name));
  }

  /// A walk through a tree. Not thread-safe.
  private static final class Look {

    private final SourceTree tree;
    private final Set<String> names;
    private final SortedMap<String, String> found;
    private int files;
    private long bytes;

    Look(SourceTree tree, Set<String> names, SortedMap<String, String> found) {
      this.tree = tree;
      this.names = names;
      this.found = found;
    }

    /// Looks through `folder`, and tells whether it came to its end.
    boolean through(String folder) {
      for (var name : tree.names(folder)) {
        var path = folder.isEmpty() ? name : folder + "/" + name;
        if (!(tree.isFile(path) ? at(path) : through(path))) {
          return false;
        }
      }
      return true;
    }

    private boolean at(String path) {
      if (MEDIA.matcher(path).matches()) {
        return true;
      }
      var content = read(path);
      files++;
      bytes += content.length();
      if (content.contains(BEGIN)) {
        NAME.matcher(content).results().forEach(match -> note(match.group(), path));
      }
      return files <= MOST_FILES && bytes <= MOST_BYTES;
    }

    private String read(String path) {
      try {
        return tree.read(path, LARGEST).map(read -> new String(read, ISO_8859_1)).orElse("");
      } catch (DeploymentFailure e) {
        return ""; // it is larger
      }
    }

    private void note(String name, String path) {
      var named =
          name.equals(BEGIN) ? names : names.contains(name) ? Set.of(name) : Set.<String>of();
      named.forEach(each -> found.putIfAbsent(each, path + " reads"));
    }
  }
}
