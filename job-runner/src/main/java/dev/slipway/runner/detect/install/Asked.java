package dev.slipway.runner.detect.install;

import dev.slipway.runner.detect.file.Shown;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a project says about its package manager.
///
/// @param text such as `pnpm@9.1.0`
/// @param from which setting of which file it is
/// @param manifest whether that is `package.json`, where package managers look themselves
public record Asked(String text, String from, boolean manifest) {

  private static final Pattern WISH =
      Pattern.compile(
          "(npm|pnpm|yarn|bun)(?:@(\\d{1,4})((?:\\.\\d{1,6}){0,2})(?:[.+-][\\x21-\\x7e]{0,300})?)?");

  /// What is asked for.
  ///
  /// @param version digits and dots; empty if none is
  /// @param major the version's first number; 0 if none is
  record Wish(PackageManager manager, String version, int major) {}

  /// Returns what is asked for, if that can be.
  Optional<Wish> wish() {
    return Optional.of(WISH.matcher(text)).filter(Matcher::matches).map(Asked::wish);
  }

  /// Returns what to say if it can't be.
  String ignored() {
    return "%s is \"%s\", which is not npm, pnpm, yarn or bun with a version; it is ignored."
        .formatted(from, Shown.of(text));
  }

  private static Wish wish(Matcher match) {
    var manager = PackageManager.called(match.group(1)).orElseThrow();
    return match.group(2) == null
        ? new Wish(manager, "", 0)
        : new Wish(manager, match.group(2) + match.group(3), Integer.parseInt(match.group(2)));
  }
}
