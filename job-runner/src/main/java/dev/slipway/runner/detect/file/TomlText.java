package dev.slipway.runner.detect.file;

import dev.slipway.core.deployment.DeploymentFailure;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// The text of a TOML file, as tables.
public final class TomlText {

  private static final int LONGEST = 1 << 17;

  private TomlText() {}

  /// Returns the table that the `text` of `file` is.
  ///
  /// @throws DeploymentFailure if it is malformed
  public static TomlTable parse(String file, String text) {
    try {
      var toml = Toml.parse(text);
      if (toml.hasErrors()) {
        var error = toml.errors().getFirst();
        throw malformed(
            file, place(error.position()) + ": " + Shown.of(String.valueOf(error.getMessage())));
      }
      return toml;
    } catch (TomlParseError e) { // of some mistakes the parser makes no list
      throw malformed(file, Shown.of(String.valueOf(e.getMessage())));
    } catch (StackOverflowError e) {
      throw malformed(file, "it is nested too deep");
    }
  }

  /// Returns the table that `text` is, if it is one and not too long for one.
  public static Optional<TomlTable> lenient(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    try {
      var toml = Toml.parse(text);
      return toml.hasErrors() ? Optional.empty() : Optional.of(toml);
    } catch (TomlParseError | StackOverflowError e) {
      return Optional.empty();
    }
  }

  /// Returns the table at `path` of `table`.
  public static Optional<TomlTable> table(TomlTable table, String... path) {
    var found = table;
    for (var key : path) {
      if (!(found.get(List.of(key)) instanceof TomlTable inner)) {
        return Optional.empty();
      }
      found = inner;
    }
    return Optional.of(found);
  }

  /// Returns the text at `key` of `table`.
  public static Optional<String> text(TomlTable table, String key) {
    return table.get(List.of(key)) instanceof String text && !text.isBlank()
        ? Optional.of(text)
        : Optional.empty();
  }

  /// Returns where in its file `key` of `table` stands, as words.
  public static String place(TomlTable table, String key) {
    return place(table.inputPositionOf(List.of(key)));
  }

  private static String place(@Nullable TomlPosition position) {
    return position == null ? "line 1" : "line " + position.line();
  }

  private static DeploymentFailure malformed(String file, String why) {
    return new DeploymentFailure(
        "malformed-toml",
        "The file %s is not valid TOML: %s.".formatted(file, why),
        "Correct it, and push again.");
  }
}
