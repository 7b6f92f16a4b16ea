package dev.slipway.runner.checkout.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;

/// Makes and opens bare repositories that are ours alone.
public final class BareRepository {

  private static final String CONFIG =
      """
      [core]
      \trepositoryformatversion = 0
      \tfilemode = true
      \tbare = true
      """;

  private BareRepository() {}

  /// Makes an empty repository in `folder`, with `main` as its branch, or leaves the one there.
  ///
  /// By hand, since the library would run a shell to find out about file modes.
  public static Repository create(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("objects/pack"));
    Files.createDirectories(folder.resolve("refs/heads"));
    Files.writeString(folder.resolve("config"), CONFIG);
    Files.writeString(folder.resolve("HEAD"), "ref: refs/heads/main\n");
    return open(folder);
  }

  /// Opens the repository in `folder`.
  public static Repository open(Path folder) throws IOException {
    IsolatedGit.enforce();
    return new FileRepositoryBuilder()
        .setFS(new PassiveFileSystem())
        .setGitDir(folder.toFile())
        .setBare()
        .build();
  }
}
