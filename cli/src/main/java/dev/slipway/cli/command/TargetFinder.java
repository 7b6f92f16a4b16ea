package dev.slipway.cli.command;

import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import dev.slipway.runner.checkout.LocalRepository;
import dev.slipway.runner.checkout.RemoteHead;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Finds out what `slipway try` is to deploy, from the words of the person who typed it.
final class TargetFinder {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NAME_LENGTH = 40;

  private final Terminal terminal;
  private final Path data;

  /// @param data where repositories of folders that are none are made
  TargetFinder(Terminal terminal, Path data) {
    this.terminal = terminal;
    this.data = data;
  }

  /// Returns the examples that ship with Slipway: plain HTML, and a site that Vite builds.
  List<Target> examples() throws InterruptedException {
    var folder = Path.of(System.getProperty("slipway.home", ".")).resolve("examples");
    return List.of(
        snapshot(folder.resolve("html"), "the plain HTML example"),
        snapshot(folder.resolve("vite"), "the Vite example"));
  }

  /// Returns what `text`, a folder or a URL, means.
  Target find(String text) throws InterruptedException {
    var folder = Path.of(text).toAbsolutePath().normalize();
    if (Files.isDirectory(folder)) {
      var repository = LocalRepository.read(folder);
      return repository.isPresent()
          ? committed(repository.get())
          : snapshot(folder, folder.toString());
    }
    if (!text.contains("://")) {
      throw new UsageException("There is no folder " + folder + ", and it is no URL either.");
    }
    return remote(
        RepositoryUrl.parse(text)
            .filter(url -> !url.isLocal())
            .orElseThrow(
                () -> new UsageException(text + ": must be " + RepositoryUrl.ALLOWED + ".")));
  }

  private Target committed(LocalRepository repository) {
    var folder = repository.folder();
    if (repository.uncommitted() > 0) {
      terminal.say(
          "Deploying the last commit of %s; %d files with uncommitted changes are not."
              .formatted(folder, repository.uncommitted()));
    }
    return new Target(
        folder.toString(),
        name(folder.getFileName().toString()),
        url(folder),
        repository.branch(),
        repository.commit(),
        needsContainer(folder));
  }

  private Target snapshot(Path folder, String title) throws InterruptedException {
    var name = name(folder.toAbsolutePath().getFileName().toString());
    var made = data.resolve("examples").resolve(name.value() + ".git");
    var snapshot = FolderSnapshot.take(folder, made, CheckoutLimits.USUAL.tree());
    return new Target(
        title,
        name,
        url(snapshot.repository()),
        snapshot.branch(),
        snapshot.commit(),
        needsContainer(folder));
  }

  private static Target remote(RepositoryUrl url) throws InterruptedException {
    var head = RemoteHead.of(url, RunnerConfig.hosts(UserSettings.ofRunners()), PATIENCE);
    var path = url.value().getPath();
    var last = path.substring(path.lastIndexOf('/') + 1);
    return new Target(url.toString(), name(last), url, head.branch(), head.commit(), false);
  }

  private static boolean needsContainer(Path folder) {
    return Files.exists(folder.resolve("package.json"));
  }

  private static RepositoryUrl url(Path folder) {
    return RepositoryUrl.parse(folder.toString())
        .orElseThrow(() -> new UsageException(folder + ": must be an absolute path."));
  }

  /// Returns a project name made of what `text` has of the characters that a name may have.
  static ProjectName name(String text) {
    var plain =
        text.toLowerCase(Locale.ROOT).replaceAll("\\.git$", "").replaceAll("[^a-z0-9]+", "-");
    var fitting = plain.substring(0, Math.min(plain.length(), NAME_LENGTH));
    var trimmed = fitting.replaceAll("^-+|-+$", "");
    return ProjectName.parse(trimmed).orElse(new ProjectName("site"));
  }
}
