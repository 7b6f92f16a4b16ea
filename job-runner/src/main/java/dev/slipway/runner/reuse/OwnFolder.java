package dev.slipway.runner.reuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.Plan;
import dev.slipway.runner.detect.install.Install;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// What of a repository a build is given: all, or only the project's own folder, so that a push
/// that changes something beside it changes nothing for the build.
///
/// A build gets only its folder where nothing speaks for more: it installs there and not in a
/// workspace around it, no file of it leads out of it, and above it lies nothing but files that say
/// nothing about building, which are left out, and files that tools look for up to the root, which
/// it is given too. In any doubt it gets all.
public final class OwnFolder {

  private static final Pattern SILENT =
      Pattern.compile(
          "(?i)(readme|licen[cs]e|copying|notice|authors|codeowners|changelog)(\\..*)?|.*\\.md");
  private static final Pattern GIVEN =
      Pattern.compile("slipway\\.toml|netlify\\.toml|vercel\\.json|\\.[A-Za-z_-]+");

  /// One or more steps up, as in `../..`, but not the dots of `...rest` or `1..2`.
  private static final Pattern UP =
      Pattern.compile("(?<![.\\w])\\.\\.(?:[/\\\\]+\\.\\.)*+(?![.\\w])([/\\\\])?");

  private static final int LARGEST = 16 << 20;
  private static final int LOOKED_AT_FOR_BINARY = 8000; // as Git does

  private final SourceTree tree;
  private final String folder;

  private OwnFolder(SourceTree tree, String folder) {
    this.tree = tree;
    this.folder = folder;
  }

  /// Returns what of `tree` a build by `plan` is given, and tells `log` if that is not all.
  public static SourceTree of(SourceTree tree, Plan plan, Consumer<String> log) {
    if (!(plan instanceof Plan.Build build) || build.folder().isEmpty() || leadsOut(build)) {
      return tree;
    }
    var own = new OwnFolder(tree, build.folder());
    var above = own.above();
    if (above.isEmpty() || own.leadsOut(build.folder(), 0)) {
      return tree;
    }
    log.accept(
        "The build gets only %s of the repository: nothing there leads out of it."
            .formatted(build.folder()));
    return tree.part(build.folder(), above.get());
  }

  private static boolean leadsOut(Plan.Build build) {
    var install = build.install();
    var commands = build.build() + " " + install.map(Install::command).orElse("");
    return install.filter(known -> !known.folder().equals(build.folder())).isPresent()
        || commands.contains("..")
        || commands.contains("/workspace")
        || build.product().outputs().stream().anyMatch(output -> output.contains(".."));
  }

  /// Returns the files above the folder that it is given too; empty if one may say anything.
  private Optional<Set<String>> above() {
    var given = new TreeSet<String>();
    var path = folder;
    while (!path.isEmpty()) {
      path = path.substring(0, Math.max(path.lastIndexOf('/'), 0));
      for (var name : tree.names(path)) {
        var file = path.isEmpty() ? name : path + "/" + name;
        if (tree.isFolder(file) || SILENT.matcher(name).matches()) {
          continue;
        }
        if (!tree.isFile(file) || !GIVEN.matcher(name).matches()) {
          return Optional.empty();
        }
        given.add(file);
      }
    }
    return Optional.of(given);
  }

  /// @param depth how far `path` is below the folder
  private boolean leadsOut(String path, int depth) {
    for (var name : tree.names(path)) {
      var inner = path + "/" + name;
      boolean out = tree.isFolder(inner) ? leadsOut(inner, depth + 1) : fileLeadsOut(inner, depth);
      if (out) {
        return true;
      }
    }
    return false;
  }

  /// Links are not followed, so any may.
  private boolean fileLeadsOut(String path, int depth) {
    try {
      return tree.read(path, LARGEST).map(bytes -> leadsOut(bytes, depth)).orElse(true);
    } catch (DeploymentFailure e) {
      return true; // it is too large to be looked at
    }
  }

  /// A step up that stands alone, as in `join(here, "..", "..")`, may add to another.
  private static boolean leadsOut(byte[] bytes, int depth) {
    int looked = Math.min(bytes.length, LOOKED_AT_FOR_BINARY);
    var text = new String(bytes, ISO_8859_1);
    if (text.substring(0, looked).indexOf('\0') >= 0) {
      return false;
    }
    int alone = 0;
    var match = UP.matcher(text);
    while (match.find()) {
      int steps = match.group().split("\\.\\.", -1).length - 1;
      alone += match.group(1) == null ? steps : 0;
      if (Math.max(steps, alone) > depth) {
        return true;
      }
    }
    return text.contains("/workspace");
  }
}
