package dev.slipway.runner.detect.framework;

import dev.slipway.runner.detect.file.ProjectFolder;
import dev.slipway.runner.detect.file.ScriptText;
import dev.slipway.runner.detect.file.TomlText;
import dev.slipway.runner.detect.file.YamlText;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Settings in the files that configure a framework, whatever language these are in.
final class Configured {

  private static final List<String> SCRIPTS = List.of("js", "mjs", "cjs", "ts", "mts", "cts");
  private static final String ANY_SCRIPT = ".*";

  private Configured() {}

  /// Returns the first of `files` that is in `folder`; `x.*` means that of any script.
  static Optional<String> file(ProjectFolder folder, List<String> files) {
    return files.stream().flatMap(Configured::names).filter(folder::isFile).findFirst();
  }

  /// Returns what `key` is in the file `file` of `folder`: several values if it is said to be
  /// different things, none if it is not said or worked out by a program.
  static List<String> values(ProjectFolder folder, String file, String key) {
    var text = folder.text(file).orElse("");
    return switch (file.substring(file.lastIndexOf('.') + 1)) {
      case "yml", "yaml" -> YamlText.value(text, key).stream().toList();
      case "toml" ->
          TomlText.lenient(text).flatMap(toml -> TomlText.text(toml, key)).stream().toList();
      default -> ScriptText.of(text).values(key);
    };
  }

  /// Tells whether one of `files` has the setting `wanted`, which is `key=value`.
  static boolean has(ProjectFolder folder, List<String> files, String wanted) {
    int equals = wanted.indexOf('=');
    var key = wanted.substring(0, equals);
    var value = wanted.substring(equals + 1);
    return files.stream()
        .flatMap(Configured::names)
        .filter(folder::isFile)
        .anyMatch(file -> values(folder, file, key).contains(value));
  }

  private static Stream<String> names(String file) {
    if (!file.endsWith(ANY_SCRIPT)) {
      return Stream.of(file);
    }
    var stem = file.substring(0, file.length() - ANY_SCRIPT.length());
    return SCRIPTS.stream().map(ending -> stem + "." + ending);
  }
}
