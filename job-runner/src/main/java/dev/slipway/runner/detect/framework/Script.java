package dev.slipway.runner.detect.framework;

import dev.slipway.runner.detect.node.NodeManifest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The script of a `package.json` that makes the site.
///
/// @param name what it is called; empty if there is none, and the framework's own program is run
/// @param words its line, and those of the scripts that it runs
public record Script(String name, List<String> words) {

  private static final int LONGEST = 4000;
  private static final String USUAL = "build";
  private static final List<String> OTHERS =
      List.of("generate", "docs:build", "build:docs", "site:build", "build:site", "export");

  public Script {
    words = List.copyOf(words);
  }

  /// Returns the script of `manifest` by which a project with `framework` is built: the one called
  /// `build`, unless it does something else and another one runs the framework's program.
  public static Optional<Script> of(NodeManifest manifest, Optional<Framework> framework) {
    var usual = manifest.script(USUAL).map(line -> script(USUAL, line, manifest));
    var program = framework.flatMap(Framework::program);
    if (program.isEmpty() || usual.filter(script -> script.runs(program.get())).isPresent()) {
      return usual;
    }
    return OTHERS.stream()
        .flatMap(name -> manifest.script(name).map(line -> script(name, line, manifest)).stream())
        .filter(script -> script.runs(program.get()))
        .findFirst()
        .or(() -> usual);
  }

  /// Returns the words of a command that stands for a script.
  public static Script of(String command) {
    return new Script("", words(command));
  }

  /// Returns the value of one of `options`, such as `--outDir`.
  Optional<String> option(List<String> options) {
    for (int i = 0; i < words.size(); i++) {
      var word = words.get(i);
      int equals = word.indexOf('=');
      if (equals > 0 && options.contains(word.substring(0, equals))) {
        return Optional.of(word.substring(equals + 1));
      }
      if (options.contains(word) && i + 1 < words.size()) {
        return Optional.of(words.get(i + 1));
      }
    }
    return Optional.empty();
  }

  /// Returns the word behind `program` and `command`, if it is no option.
  Optional<String> argumentOf(String program, String command) {
    for (int i = 0; i + 2 < words.size(); i++) {
      if (words.get(i).equals(program) && words.get(i + 1).equals(command)) {
        return Optional.of(words.get(i + 2)).filter(Script::isArgument);
      }
    }
    return Optional.empty();
  }

  /// Tells whether the words of `line` stand in it, one after the other.
  boolean runs(String line) {
    return (" " + String.join(" ", words) + " ").contains(" " + line + " ");
  }

  private static boolean isArgument(String word) {
    return !word.startsWith("-") && !word.startsWith("&") && !word.startsWith(";");
  }

  private static Script script(String name, String line, NodeManifest manifest) {
    var words = words(line);
    var others =
        words.stream()
            .filter(word -> !word.equals(name))
            .flatMap(word -> manifest.script(word).stream())
            .flatMap(other -> words(other).stream());
    return new Script(name, Stream.concat(words.stream(), others).limit(1000).toList());
  }

  private static List<String> words(String line) {
    var begin = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
    return Arrays.stream(begin.split("[\\s\"']", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
