package dev.slipway.runner.checkout;

import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.git.PassiveFileSystem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.lib.RepositoryCache.FileKey;
import org.eclipse.jgit.storage.file.FileRepositoryBuilder;
import org.eclipse.jgit.transport.Transport;
import org.eclipse.jgit.transport.URIish;

/// A repository in a folder of this machine: a bare one, or a working tree's.
record LocalOrigin(Path folder) implements Origin {

  static LocalOrigin of(RepositoryUrl url) throws IOException {
    var folder = Path.of(url.value().getPath());
    if (!Files.isDirectory(folder)) {
      throw Refusals.noFolder(url);
    }
    return new LocalOrigin(gitFolder(folder.toRealPath(), url));
  }

  @Override
  public boolean givesAnyCommit() {
    return false; // and the library would print the stack trace of its refusal
  }

  @Override
  public boolean mayLag() {
    return false;
  }

  @Override
  public Transport open(Repository repository) throws IOException {
    return Transport.open(repository, new URIish().setPath(folder.toString()));
  }

  /// Returns the folder with the refs and objects, also for a linked working tree.
  private static Path gitFolder(Path folder, RepositoryUrl url) throws IOException {
    if (FileKey.isGitRepository(folder.toFile(), new PassiveFileSystem())) {
      return folder;
    }
    var parent = folder.getParent();
    var builder = new FileRepositoryBuilder().setFS(new PassiveFileSystem());
    if (parent != null) {
      builder.addCeilingDirectory(parent.toFile());
    }
    builder.findGitDir(folder.toFile());
    File found = builder.getGitDir();
    if (found == null) {
      throw Refusals.notARepository(url);
    }
    try (var repository = builder.build()) {
      return repository.getCommonDirectory().toPath();
    }
  }
}
