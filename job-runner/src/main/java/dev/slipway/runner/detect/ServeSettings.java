package dev.slipway.runner.detect;

import dev.slipway.artifact.rules.PathStyle.TrailingSlash;
import dev.slipway.artifact.rules.compile.Dialect;
import dev.slipway.artifact.rules.source.PathWishes;
import dev.slipway.core.deployment.DeploymentFailure;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.Shown;
import dev.slipway.runner.detect.file.TomlText;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tomlj.TomlTable;

/// What the table `[serve]` of a repository's `slipway.toml` says. Its other tables are not looked
/// at here.
record ServeSettings(Optional<Dialect> dialect, PathWishes paths) {

  static final String FILE = "slipway.toml";

  /// Those of a repository that says nothing.
  private static final ServeSettings NONE = new ServeSettings(Optional.empty(), PathWishes.NONE);

  private static final int LARGEST = 1 << 16;
  private static final String TABLE = "serve";
  private static final String DIALECT = "dialect";
  private static final String TRAILING_SLASH = "trailing_slash";
  private static final String CLEAN_URLS = "clean_urls";
  private static final List<String> KEYS = List.of(DIALECT, TRAILING_SLASH, CLEAN_URLS);

  /// Returns what the `slipway.toml` at the root of `tree` says, if there is one.
  ///
  /// @throws DeploymentFailure if it is malformed
  static Optional<ServeSettings> read(SourceTree tree) {
    return ProjectFolder.root(tree)
        .text(FILE, LARGEST)
        .map(text -> serve(TomlText.parse(FILE, text)));
  }

  private static ServeSettings serve(TomlTable toml) {
    if (!toml.contains(List.of(TABLE))) {
      return NONE;
    }
    if (!(toml.get(List.of(TABLE)) instanceof TomlTable table)) {
      throw new DeploymentFailure(
          "setting-malformed",
          "In slipway.toml, %s, \"serve\" is no table.".formatted(TomlText.place(toml, TABLE)),
          "Write it as [serve], with one setting on each line below it.");
    }
    for (var key : table.keySet()) {
      if (!KEYS.contains(key)) {
        throw new DeploymentFailure(
            "setting-unknown",
            "In slipway.toml, %s, there is \"%s\" in [serve], which means nothing."
                .formatted(TomlText.place(table, key), Shown.of(key)),
            "In [serve] there may be %s.".formatted(String.join(", ", KEYS)));
      }
    }
    return new ServeSettings(
        oneOf(table, DIALECT, Dialect.values()),
        new PathWishes(
            flag(table, CLEAN_URLS), oneOf(table, TRAILING_SLASH, TrailingSlash.values())));
  }

  private static Optional<Boolean> flag(TomlTable table, String key) {
    return switch (table.get(List.of(key))) {
      case null -> Optional.empty();
      case Boolean flag -> Optional.of(flag);
      case Object other -> throw refused(table, key, other, "true or false");
    };
  }

  private static <E extends Enum<E>> Optional<E> oneOf(TomlTable table, String key, E[] values) {
    var value = table.get(List.of(key));
    if (value == null) {
      return Optional.empty();
    }
    var known = Arrays.stream(values).filter(each -> spelled(each).equals(value)).findFirst();
    if (known.isEmpty()) {
      var allowed =
          Arrays.stream(values)
              .map(each -> "\"" + spelled(each) + "\"")
              .collect(Collectors.joining(", "));
      throw refused(table, key, value, "one of " + allowed);
    }
    return known;
  }

  private static DeploymentFailure refused(
      TomlTable table, String key, Object value, String allowed) {
    return new DeploymentFailure(
        "setting-malformed",
        "In slipway.toml, %s, \"%s\" in [serve] is %s."
            .formatted(
                TomlText.place(table, key),
                key,
                value instanceof String text ? "\"" + Shown.of(text) + "\"" : "no such value"),
        "It may be %s.".formatted(allowed));
  }

  private static String spelled(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
