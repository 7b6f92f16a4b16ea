package dev.slipway.runner.checkout;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The `git` of the machine, which the tests need.
final class GitCommand {

  private GitCommand() {}

  static String run(Path folder, String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=a@b.c"));
    command.addAll(List.of("-c", "init.defaultBranch=main", "-c", "safe.directory=*"));
    command.addAll(List.of(arguments));
    var process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("git %s: %s", List.of(arguments), output).isZero();
    return output.strip();
  }
}
