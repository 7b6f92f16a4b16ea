package dev.slipway.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A Git repository of a test, made with Git itself.
record Repository(Path folder) {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Makes a repository in `folder` whose only branch is `main`.
  static Repository in(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var made = new Repository(folder);
    made.git("init", "-q", "-b", "main");
    return made;
  }

  /// Writes `text` into the file `path`.
  Repository write(String path, String text) throws IOException {
    var file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /// Commits everything, and returns the commit's full id.
  String commit(String message) throws IOException, InterruptedException {
    git("add", "-A");
    git(
        "-c",
        "user.name=A Tester",
        "-c",
        "user.email=tester@example.com",
        "commit",
        "-q",
        "-m",
        message);
    return git("rev-parse", "HEAD").strip();
  }

  String git(String... arguments) throws IOException, InterruptedException {
    var command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return Tool.run(folder, PATIENCE, command);
  }
}
