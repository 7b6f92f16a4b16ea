package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.project.BranchName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocalRepositoryTest {

  @TempDir private Path folder;
  private Path site;

  @BeforeEach
  void makeRepository() throws IOException, InterruptedException {
    GitCommand.run(folder, "init", "--quiet", "site");
    site = folder.resolve("site");
    Files.writeString(site.resolve("a.txt"), "a");
    Files.writeString(site.resolve("b.txt"), "b");
    Files.writeString(site.resolve(".gitignore"), "*.log\n");
  }

  @Test
  void tellsBranchAndCommitOfHead() throws IOException, InterruptedException {
    commit();

    var repository = LocalRepository.read(site).orElseThrow();

    assertThat(repository.branch()).isEqualTo(new BranchName("main"));
    assertThat(repository.commit().sha().value())
        .isEqualTo(GitCommand.run(site, "rev-parse", "HEAD"));
    assertThat(repository.commit().message()).isEqualTo("Begin");
    assertThat(repository.uncommitted()).isZero();
  }

  @Test
  void countsWhatIsNotCommitted() throws IOException, InterruptedException {
    commit();
    Files.writeString(site.resolve("a.txt"), "changed");
    Files.delete(site.resolve("b.txt"));
    Files.writeString(site.resolve("new.txt"), "new");
    Files.writeString(site.resolve("ignored.log"), "log");

    assertThat(LocalRepository.read(site).orElseThrow().uncommitted()).isEqualTo(3);
  }

  @Test
  void runsNoFilterThatTheRepositoryNames() throws IOException, InterruptedException {
    var trace = folder.resolve("trace");
    Files.writeString(site.resolve(".gitattributes"), "*.txt filter=evil\n");
    commit();
    GitCommand.run(site, "config", "filter.evil.clean", "touch " + trace + "; cat");
    Files.writeString(site.resolve("a.txt"), "b"); // of the same size, so that it must be read

    var repository = LocalRepository.read(site).orElseThrow();

    assertThat(repository.uncommitted()).isEqualTo(1);
    assertThat(trace).doesNotExist();
    GitCommand.run(site, "status"); // the real one does
    assertThat(trace).exists();
  }

  @Test
  void isNotThereInAPlainFolderEvenInsideARepository() throws Exception {
    var inside = Files.createDirectory(site.resolve("docs"));

    assertThat(LocalRepository.read(inside)).isEmpty();
  }

  @Test
  void refusesADetachedHead() throws IOException, InterruptedException {
    commit();
    GitCommand.run(site, "checkout", "--quiet", "--detach");

    assertThatThrownBy(() -> LocalRepository.read(site)).satisfies(refusedWith("detached-head"));
  }

  @Test
  void refusesABranchWithoutACommit() {
    assertThatThrownBy(() -> LocalRepository.read(site))
        .satisfies(refusedWith("no-commit", "\"main\""));
  }

  private void commit() throws IOException, InterruptedException {
    GitCommand.run(site, "add", ".");
    GitCommand.run(site, "commit", "--quiet", "-m", "Begin");
  }
}
