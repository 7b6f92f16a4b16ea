package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.core.project.RepositoryUrl;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSnapshotTest {

  private static final Instant NEWEST = Instant.parse("2026-10-02T03:04:05Z");

  @TempDir private Path folder;

  @Test
  void canBeCheckedOutLikeAnyRepository() throws IOException, InterruptedException {
    write("index.html", "<h1>hello</h1>");
    write("css/site.css", "h1 {}");
    Files.createSymbolicLink(site().resolve("home.html"), Path.of("index.html"));
    assertThat(site().resolve("index.html").toFile().setExecutable(true)).isTrue();

    var snapshot = take();

    try (var tree = checkOut(snapshot)) {
      assertThat(tree.commit()).isEqualTo(snapshot.commit());
      assertThat(tree.commit().author()).isEqualTo("Slipway");
      assertThat(tree.committedAt()).isEqualTo(NEWEST);
      assertThat(tree.names("")).containsExactly("css", "home.html", "index.html");
      assertThat(tree.isFile("home.html")).isFalse();
    }
  }

  @Test
  void leavesOutWhatIsIgnoredAndWhatIsNeverCommitted() throws IOException, InterruptedException {
    write(".gitignore", "*.log\n/dist\n!keep.log\n");
    write("app/.gitignore", "local.*\n!/debug.log\n");
    for (var file :
        new String[] {
          "a.log",
          "keep.log",
          "dist/x",
          "app/dist/x",
          "app/local.env",
          "app/debug.log",
          "local.env",
          "node_modules/x/y.js",
          "app/node_modules/z.js",
          ".slipway/data",
          ".git/config"
        }) {
      write(file, "x");
    }

    try (var tree = checkOut(take())) {
      assertThat(tree.names("")).containsExactly(".gitignore", "app", "keep.log", "local.env");
      assertThat(tree.names("app")).containsExactly(".gitignore", "debug.log", "dist");
    }
  }

  @Test
  void isTheSameCommitForTheSameFiles() throws IOException, InterruptedException {
    write("index.html", "hello");
    var first = take();
    Files.setLastModifiedTime(
        site().resolve("index.html"), FileTime.from(NEWEST.plusSeconds(1000)));

    var again = take();
    var elsewhere =
        FolderSnapshot.take(copyOfSite(), folder.resolve("other.git"), TreeLimits.USUAL);

    assertThat(again).isEqualTo(first);
    assertThat(elsewhere.commit().sha()).isEqualTo(first.commit().sha());
  }

  @Test
  void isAnotherCommitAfterAChange() throws IOException, InterruptedException {
    write("index.html", "hello");
    var first = take();
    write("index.html", "hello again");

    var second = take();

    assertThat(second.commit().sha()).isNotEqualTo(first.commit().sha());
    try (var tree = checkOut(second)) {
      assertThat(tree.commit()).isEqualTo(second.commit());
    }
  }

  @Test
  void refusesAFolderThatIsTooLarge() throws Exception {
    write("a", "x");
    write("b", "x");

    assertThatThrownBy(
            () -> FolderSnapshot.take(site(), folder.resolve("a.git"), new TreeLimits(1, 100)))
        .satisfies(refusedWith("folder-too-large"));
    assertThatThrownBy(
            () -> FolderSnapshot.take(site(), folder.resolve("b.git"), new TreeLimits(100, 1)))
        .satisfies(refusedWith("folder-too-large"));
  }

  private FolderSnapshot take() throws InterruptedException {
    return FolderSnapshot.take(site(), folder.resolve("snapshot.git"), TreeLimits.USUAL);
  }

  private SourceTree checkOut(FolderSnapshot snapshot) throws IOException, InterruptedException {
    return new Checkout(CheckoutLimits.USUAL, AllowedHosts.of(), true)
        .fetch(
            RepositoryUrl.parse(snapshot.repository().toString()).orElseThrow(),
            snapshot.branch(),
            Optional.of(snapshot.commit().sha()),
            Files.createTempDirectory(folder, "work"));
  }

  private Path site() {
    return folder.resolve("site");
  }

  private Path copyOfSite() throws IOException {
    var copy = Files.createDirectories(folder.resolve("copy/site"));
    Files.copy(site().resolve("index.html"), copy.resolve("index.html"));
    Files.setLastModifiedTime(copy.resolve("index.html"), FileTime.from(NEWEST));
    return copy;
  }

  private void write(String name, String content) throws IOException {
    var file = site().resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(NEWEST));
  }
}
