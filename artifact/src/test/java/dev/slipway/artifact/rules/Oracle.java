package dev.slipway.artifact.rules;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A package of npm that knows the right answers, which `setup/test-machine` fetches; it runs on
/// the host's node, by a script of ours.
public final class Oracle {

  private static final Path MODULES = Path.of("target/oracles/node_modules").toAbsolutePath();
  private static final Path SCRIPTS = Path.of("src/test/npm").toAbsolutePath();
  private static final int PATIENCE_SECONDS = 240;

  private final String name;
  private final Path script;

  /// @param name the package's
  /// @param script the name of the script that asks it
  public Oracle(String name, String script) {
    this.name = name;
    this.script = SCRIPTS.resolve(script);
  }

  /// Returns its answers to `questions`, a line each.
  ///
  /// @param folder for what is said and answered
  public List<String> answers(List<String> questions, Path folder)
      throws IOException, InterruptedException {
    if (!Files.isDirectory(MODULES.resolve(name))) {
      throw new AssertionError("npm's " + name + " is not there; run setup/test-machine");
    }
    var input = folder.resolve("questions");
    var output = folder.resolve("answers");
    var errors = folder.resolve("errors");
    Files.write(input, questions, UTF_8);
    var builder = new ProcessBuilder("node", script.toString());
    builder.environment().put("NODE_PATH", MODULES.toString());
    var node =
        builder
            .redirectInput(input.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!node.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || node.exitValue() != 0) {
        throw new AssertionError("node failed: " + Files.readString(errors));
      }
    } finally {
      node.destroyForcibly();
    }
    return Files.readAllLines(output);
  }
}
