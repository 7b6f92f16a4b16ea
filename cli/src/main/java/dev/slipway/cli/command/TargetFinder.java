package dev.slipway.cli.command;

import dev.slipway.cli.embedded.DataFolder;
import dev.slipway.core.project.ProjectName;
import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.RunnerConfig;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FolderSnapshot;
import dev.slipway.runner.checkout.LocalRepository;
import dev.slipway.runner.checkout.RemoteHead;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Finds out what `slipway try` is to deploy, from the words of the person who typed it.
final class TargetFinder {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int NAME_LENGTH = 40;

  private final Terminal terminal;
  private final DataFolder data;

  /// @param data where repositories of folders that are none are made
  TargetFinder(Terminal terminal, DataFolder data) {
    this.terminal = terminal;
    this.data = data;
  }

  /// Returns the examples that ship with Slipway: plain HTML, and a site that Vite builds.
  List<Target> examples() throws InterruptedException {
    var folder = Path.of(System.getProperty("slipway.home", ".")).resolve("examples");
    return List.of(
        snapshot(folder.resolve("html"), "the plain HTML example", "html.git"),
        snapshot(folder.resolve("vite"), "the Vite example", "vite.git"));
  }

  /// Returns what `text`, a folder or a URL, means.
  Target find(String text) throws InterruptedException {
    return text.contains("://") ? remote(url(text)) : local(LocalFolder.named(text));
  }

  private Target local(Path folder) throws InterruptedException {
    var repository = LocalRepository.read(folder);
    return repository.isPresent() ? committed(repository.get()) : snapshot(folder);
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
        name(lastName(folder)),
        url(folder.toString()),
        repository.branch(),
        repository.commit(),
        needsContainer(folder));
  }

  /// Every folder has a repository of its own, also those that have the same name.
  private Target snapshot(Path folder) throws InterruptedException {
    if (data.root().startsWith(folder)) {
      throw new UsageException(
          "The data folder %s is in the folder to deploy, and would be published with it. Name"
                  .formatted(data.root())
              + " another with --data.");
    }
    var unique = UUID.nameUUIDFromBytes(folder.toString().getBytes(StandardCharsets.UTF_8));
    return snapshot(folder, folder.toString(), name(lastName(folder)) + "-" + unique + ".git");
  }

  private Target snapshot(Path folder, String title, String repository)
      throws InterruptedException {
    var made = data.examples().resolve(repository);
    var snapshot = FolderSnapshot.take(folder, made, CheckoutLimits.USUAL.tree());
    return new Target(
        title,
        name(lastName(folder)),
        url(snapshot.repository().toString()),
        snapshot.branch(),
        snapshot.commit(),
        needsContainer(folder));
  }

  private static Target remote(RepositoryUrl url) throws InterruptedException {
    var head =
        RemoteHead.of(
            url, RunnerConfig.hosts(UserSettings.ofRunnersThatMayAsk(List.of(url))), PATIENCE);
    var path = url.value().getPath();
    var last = path.substring(path.lastIndexOf('/') + 1);
    return new Target(url.toString(), name(last), url, head.branch(), head.commit(), false);
  }

  private static boolean needsContainer(Path folder) {
    return Files.exists(folder.resolve("package.json"));
  }

  private static RepositoryUrl url(String text) {
    return RepositoryUrl.parse(text)
        .orElseThrow(() -> new UsageException(text + ": must be " + RepositoryUrl.ALLOWED + "."));
  }

  private static String lastName(Path folder) {
    return Optional.ofNullable(folder.getFileName()).map(Path::toString).orElse("");
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
