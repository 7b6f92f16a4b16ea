package dev.slipway.bench.chaos;

import dev.slipway.bench.chaos.check.History.Tip;
import dev.slipway.bench.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A Git repository that is pushed to, made with Git itself: plain HTML, or a site that a build
/// without any dependency makes.
final class ChaosRepository {

  /// The file in a site that tells which commit it is of.
  static final String MARK = "mark.txt";

  private static final String MAIN = "main";
  private static final String MANIFEST =
      """
      {"name": "chaos", "private": true, "scripts": {"build": "node build.js"}}
      """;
  private static final String BUILD =
      """
      const fs = require('fs');
      const plan = JSON.parse(fs.readFileSync('plan.json', 'utf8'));
      setTimeout(() => {
        if (plan.fails) {
          console.error('This build is made to fail.');
          process.exit(1);
        }
        fs.mkdirSync('dist');
        fs.copyFileSync('mark.txt', 'dist/mark.txt');
        fs.writeFileSync('dist/index.html', '<p>built</p>');
      }, plan.millis);
      """;

  private final Path folder;
  private final String project;
  private final boolean built;
  private final Set<String> branches = new HashSet<>();
  private String branch = MAIN;

  private ChaosRepository(Path folder, String project, boolean built) {
    this.folder = folder;
    this.project = project;
    this.built = built;
  }

  /// Makes one in `folder` with a first commit that nobody is told of.
  ///
  /// @param built whether its site comes of a build
  static ChaosRepository make(Path folder, String project, boolean built)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    var made = new ChaosRepository(folder, project, built);
    made.git("init", "-q", "-b", MAIN);
    Files.writeString(folder.resolve("index.html"), "<p>plain</p>");
    if (built) {
      Files.writeString(folder.resolve("package.json"), MANIFEST);
      Files.writeString(folder.resolve("build.js"), BUILD);
    }
    made.commit("begin", false, 0);
    return made;
  }

  Path folder() {
    return folder;
  }

  String project() {
    return project;
  }

  /// Tells whether its site comes of a build, which can fail and takes its time.
  boolean isBuilt() {
    return built;
  }

  /// Changes to the branch `wanted`, which begins where `main` is.
  void change(String wanted) throws InterruptedException {
    if (branches.add(wanted) && !wanted.equals(MAIN)) {
      git("checkout", "-q", "-b", wanted, MAIN);
    } else {
      git("checkout", "-q", wanted);
    }
    branch = wanted;
  }

  /// Returns the branch that it is at.
  String branch() {
    return branch;
  }

  /// Lets the branch go back by `commits`, as before a forced push. Tells whether it could.
  boolean goBack(int commits) throws InterruptedException {
    int there = Integer.parseInt(git("rev-list", "--count", "--first-parent", "HEAD").strip());
    if (there <= commits + 1) {
      return false;
    }
    git("reset", "-q", "--hard", "HEAD~" + commits);
    return true;
  }

  /// Commits a site that shows `mark`.
  ///
  /// @param fails whether its build fails
  /// @param millis how long its build takes
  void commit(String mark, boolean fails, int millis) throws IOException, InterruptedException {
    Files.writeString(folder.resolve(MARK), mark);
    if (built) {
      Files.writeString(
          folder.resolve("plan.json"), "{\"fails\": %b, \"millis\": %d}".formatted(fails, millis));
    }
    git("add", "-A");
    git("commit", "-q", "-m", mark);
  }

  /// Returns the commit that the branch which it is at points to.
  String head() throws InterruptedException {
    return git("rev-parse", "HEAD").strip();
  }

  /// Returns what the branches that were pushed to are at.
  List<Tip> tips() throws InterruptedException {
    var tips = new ArrayList<Tip>();
    for (var branch : branches) {
      var commit = git("rev-parse", branch).strip();
      tips.add(new Tip(project, branch, commit, git("show", commit + ":" + MARK).strip()));
    }
    return tips;
  }

  private String git(String... arguments) throws InterruptedException {
    var command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Chaos", "-c", "user.email=chaos@localhost"));
    command.addAll(List.of("-c", "gc.auto=0", "-c", "core.hooksPath=/dev/null"));
    command.addAll(List.of(arguments));
    return Program.run(folder, command);
  }
}
