package dev.slipway.runner.detect;

import dev.slipway.runner.checkout.tree.SourceTree;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The version of Node that a project asks for, compared with the one there is.
final class NodeVersion {

  /// The major version in the builder image.
  static final int BUILDER = 24;

  private static final int LARGEST_FILE = 1024;
  private static final List<String> FILES = List.of(".nvmrc", ".node-version");
  private static final Pattern EXACT = Pattern.compile("v?(\\d{1,4})(?:\\..*)?");
  private static final Pattern BETWEEN = Pattern.compile("v?(\\d{1,4})\\S* +- +v?(\\d{1,4})\\S*");
  private static final Pattern COMPARED =
      Pattern.compile("(>=|<=|>|<|\\^|~|=)? *v?(\\d{1,4})((?:\\.[\\dx*]+)*)\\S*");

  private NodeVersion() {}

  /// Returns what to say to each wish that the builder does not fulfil.
  static Stream<String> notes(SourceTree tree, NodeManifest manifest) {
    var range =
        manifest
            .nodeVersion()
            .filter(wish -> !allows(wish))
            .map(wish -> note("engines.node in package.json", wish));
    var files =
        FILES.stream()
            .flatMap(file ->
                line(tree, file)
                    .filter(NodeVersion::isAnother)
                    .map(wish -> note(file, wish))
                    .stream());
    return Stream.concat(range.stream(), files);
  }

  /// Tells whether the range `wish` has the builder's major version in it.
  static boolean allows(String wish) {
    return Arrays.stream(wish.split("\\|\\|", -1)).map(String::strip).anyMatch(NodeVersion::holds);
  }

  private static boolean holds(String part) {
    if (part.isEmpty() || part.equals("*") || part.equals("x")) {
      return true;
    }
    var between = BETWEEN.matcher(part);
    if (between.matches()) {
      return number(between, 1) <= BUILDER && BUILDER <= number(between, 2);
    }
    var compared = COMPARED.matcher(part);
    int end = 0;
    while (compared.find() && part.substring(end, compared.start()).isBlank()) {
      if (!fulfils(compared)) {
        return false;
      }
      end = compared.end();
    }
    return end > 0;
  }

  private static boolean fulfils(Matcher compared) {
    int major = number(compared, 2);
    boolean exact = !compared.group(3).isEmpty();
    return switch (compared.group(1)) {
      case ">=" -> BUILDER >= major;
      case "<=" -> BUILDER <= major;
      case ">" -> exact ? BUILDER >= major : BUILDER > major;
      case "<" -> BUILDER < major;
      case null, default -> BUILDER == major;
    };
  }

  private static boolean isAnother(String wish) {
    var exact = EXACT.matcher(wish);
    return exact.matches() && number(exact, 1) != BUILDER;
  }

  private static Optional<String> line(SourceTree tree, String file) {
    return tree.read(file, LARGEST_FILE)
        .flatMap(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().findFirst())
        .map(String::strip);
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static String note(String where, String wish) {
    return "%s asks for Node \"%s\"; it is built with Node %d."
        .formatted(where, Shown.of(wish), BUILDER);
  }
}
