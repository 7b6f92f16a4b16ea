package dev.slipway.runner.checkout;

import static dev.slipway.runner.checkout.Refused.refusedWith;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.eclipse.jgit.lib.FileMode.GITLINK;
import static org.eclipse.jgit.lib.FileMode.REGULAR_FILE;
import static org.eclipse.jgit.lib.FileMode.SYMLINK;
import static org.eclipse.jgit.lib.FileMode.TREE;

import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TreeLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.TreeFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileTreeTest {

  @TempDir private Path folder;
  private FixtureRepository fixture;

  @BeforeEach
  void makeRepository() throws IOException {
    fixture = FixtureRepository.in(folder.resolve("origin.git"));
  }

  @AfterEach
  void closeRepository() {
    fixture.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ".",
        "..",
        "../x",
        "a/b",
        "/etc",
        ".git",
        ".GIT",
        ".git.",
        ".git ",
        ".Git . .",
        "git~1",
        "GIT~1",
        ".g\u200cit",
        ".git\ufeff",
        ".git::$INDEX_ALLOCATION",
        "line\nbreak",
        "bell\u0007",
        "delete\u007f"
      })
  void refusesAFileCalled(String name) throws Exception {
    fixture.commit("main", fixture.tree(name, REGULAR_FILE, fixture.blob("x")));

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-path"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".git", ".GIT", "a/b"})
  void refusesAFolderDeepInsideCalled(String name) throws Exception {
    var inner = fixture.tree("x", REGULAR_FILE, fixture.blob("x"));
    var outer = fixture.tree("src", TREE, fixture.tree(name, TREE, inner));
    fixture.commit("main", outer);

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-path", "src/" + name));
  }

  @Test
  void refusesANameThatIsNotUtf8() throws Exception {
    var name = "caf\u00e9".getBytes(ISO_8859_1);
    fixture.commit("main", fixture.tree(name, REGULAR_FILE, fixture.blob("x")));

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-path", "UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {".github", ".gitignore", "git", "...", "..a", "a b", "ünï", "日本", "con", "a:b"})
  void acceptsAFileCalled(String name) throws IOException, InterruptedException {
    fixture.commit("main", fixture.tree(name, REGULAR_FILE, fixture.blob("x")));

    try (var tree = fetch()) {
      assertThat(tree.names("")).containsExactly(name);
    }
  }

  @Test
  void refusesAPathThatIsTooLong() throws Exception {
    var tree = fixture.tree("x".repeat(255), REGULAR_FILE, fixture.blob("x"));
    for (int i = 0; i < 4; i++) {
      tree = fixture.tree("y".repeat(255), TREE, tree);
    }
    fixture.commit("main", tree);

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-path", "longer"));
  }

  @Test
  void refusesAFolderThatIsTooDeep() throws Exception {
    var tree = fixture.tree("x", REGULAR_FILE, fixture.blob("x"));
    for (int i = 0; i < 200; i++) {
      tree = fixture.tree("d", TREE, tree);
    }
    fixture.commit("main", tree);

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-path", "deep"));
  }

  @ParameterizedTest
  @CsvSource({
    "/etc/passwd, absolute",
    "/, absolute",
    "../../etc, outside",
    "..//../x, outside",
    "sub/../../../x, outside",
    "here/../../.., outside"
  })
  void refusesALinkThatLeavesTheRepository(String target, String why) throws Exception {
    var inner = fixture.tree("link", SYMLINK, fixture.blob(target));
    fixture.commit("main", fixture.tree("dist", TREE, inner));

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-link", "dist/link", target, why));
  }

  @Test
  void refusesALinkThatLeavesByWayOfAnother() throws Exception {
    var up = new TreeFormatter(); // a/b/root is the root, so a/b/out is beside it
    up.append("out", SYMLINK, fixture.blob("root/../x"));
    up.append("root", SYMLINK, fixture.blob("../.."));
    var tree = fixture.tree("a", TREE, fixture.tree("b", TREE, fixture.tree(up)));
    fixture.commit("main", tree);

    assertThatThrownBy(this::fetch).satisfies(refusedWith("unsafe-link", "a/b/out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"other", "../dist/x", "..", "./link", "missing/deep", "a/../../dist"})
  void acceptsALinkThatStays(String target) throws IOException, InterruptedException {
    var inner = fixture.tree("link", SYMLINK, fixture.blob(target));
    fixture.commit("main", fixture.tree("dist", TREE, inner));

    try (var tree = fetch()) {
      assertThat(tree.names("dist")).containsExactly("link");
      assertThat(tree.isFile("dist/link")).isFalse();
      assertThat(tree.read("dist/link", 100)).isEmpty();
    }
  }

  @Test
  void stopsAtTooManyFiles() throws Exception {
    var blob = fixture.blob("x");
    var inner = new TreeFormatter();
    for (int i = 0; i < 2000; i++) {
      inner.append("f%04d".formatted(i), REGULAR_FILE, blob);
    }
    var shared = fixture.tree(inner);
    var outer = new TreeFormatter();
    for (int i = 0; i < 100; i++) {
      outer.append("d%02d".formatted(i), TREE, shared);
    }
    fixture.commit("main", fixture.tree(outer));

    assertThatThrownBy(this::fetch).satisfies(refusedWith("too-many-files", "100,000"));
  }

  @Test
  void stopsAtATreeThatIsABombOfFolders() throws Exception {
    var tree = fixture.tree("x", REGULAR_FILE, fixture.blob("x"));
    for (int level = 0; level < 20; level++) {
      var wide = new TreeFormatter();
      for (int i = 0; i < 10; i++) {
        wide.append("d" + i, TREE, tree);
      }
      tree = fixture.tree(wide);
    }
    fixture.commit("main", tree);

    assertThatThrownBy(this::fetch).satisfies(refusedWith("too-many-files"));
  }

  @Test
  void stopsAtTooManyBytesOfOneBlobUnderManyNames() throws Exception {
    var blob = fixture.blob(new byte[1 << 20]);
    var tree = new TreeFormatter();
    for (int i = 0; i < 2000; i++) {
      tree.append("f%04d".formatted(i), REGULAR_FILE, blob);
    }
    fixture.commit("main", fixture.tree(tree));

    assertThatThrownBy(this::fetch).satisfies(refusedWith("tree-too-large", "1,024 MiB", "f1024"));
  }

  @Test
  void leavesTheFolderOfASubmoduleEmptyAndSaysSo() throws IOException, InterruptedException {
    var commit = ObjectId.fromString("0123456789012345678901234567890123456789");
    fixture.commit("main", fixture.tree("theme", GITLINK, commit));

    try (var tree = fetch()) {
      assertThat(tree.isFolder("theme")).isTrue();
      assertThat(tree.names("theme")).isEmpty();
      assertThat(tree.notes()).singleElement().asString().contains("Submodules", "theme");
    }
  }

  @Test
  void saysWhichFilesAreOnlyPointersAndWhichPathsCollide()
      throws IOException, InterruptedException {
    fixture.commit(
        "main",
        Map.of(
            ".gitattributes", "*.psd filter=lfs diff=lfs merge=lfs -text\n",
            "art/logo.psd", "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n",
            "README", "a",
            "readme", "b"));

    try (var tree = fetch()) {
      assertThat(tree.notes())
          .satisfiesExactly(
              note -> assertThat(note).contains("README and readme"),
              note -> assertThat(note).contains("LFS", "art/logo.psd"));
    }
  }

  @Test
  void refusesToReadAFileBeyondTheLimitAsked() throws IOException, InterruptedException {
    fixture.commit("main", Map.of("package.json", "x".repeat(2000)));

    try (var tree = fetch()) {
      assertThat(tree.read("package.json", 2000)).isPresent();
      assertThatThrownBy(() -> tree.read("package.json", 1999))
          .satisfies(refusedWith("file-too-large", "package.json"));
    }
  }

  private SourceTree fetch() throws InterruptedException {
    var limits = new CheckoutLimits(64 << 20, TreeLimits.USUAL, Duration.ofSeconds(30));
    return new Checkout(limits, AllowedHosts.of(), true)
        .fetch(fixture.url(), new BranchName("main"), Optional.empty(), folder.resolve("work"));
  }
}
