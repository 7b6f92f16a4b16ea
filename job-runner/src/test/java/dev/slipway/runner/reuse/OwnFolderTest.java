package dev.slipway.runner.reuse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.core.project.BranchName;
import dev.slipway.runner.checkout.Checkout;
import dev.slipway.runner.checkout.CheckoutLimits;
import dev.slipway.runner.checkout.FixtureRepository;
import dev.slipway.runner.checkout.host.AllowedHosts;
import dev.slipway.runner.checkout.tree.SourceTree;
import dev.slipway.runner.checkout.tree.TarOwner;
import dev.slipway.runner.detect.Detector;
import dev.slipway.runner.detect.MapTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OwnFolderTest {

  private static final String BUILD = "{\"scripts\": {\"build\": \"vite build\"}}";
  private static final String ROOT = "[build]\nroot = \"apps/web\"\n";
  private static final Map<String, String> FILES =
      Map.of(
          "slipway.toml",
          ROOT,
          ".nvmrc",
          "24",
          "README.md",
          "See ../x",
          "apps/api/main.go",
          "package main",
          "apps/web/package.json",
          BUILD,
          "apps/web/src/a.js",
          "import b from '../b.js'; f(...b)");

  @TempDir private Path folder;

  @Test
  void givesABuildItsFolderAndWhatToolsLookForAboveIt() throws IOException, InterruptedException {
    var said = new ArrayList<String>();
    try (var tree = fetch(FILES, "one")) {
      var part = OwnFolder.of(tree, Detector.detect(tree), said::add);

      assertThat(names(part))
          .containsExactly(
              ".nvmrc",
              "apps/",
              "apps/web/",
              "apps/web/package.json",
              "apps/web/src/",
              "apps/web/src/a.js",
              "slipway.toml");
    }
    assertThat(said)
        .containsExactly(
            "The build gets only apps/web of the repository: nothing there leads out of it.");
  }

  @Test
  void isTheTreeThatGitWouldMakeOfIt() throws IOException, InterruptedException {
    var only = new HashMap<>(FILES);
    only.keySet().removeAll(Set.of("README.md", "apps/api/main.go"));

    assertThat(id(FILES, "one")).isEqualTo(wholeId(only, "two"));
  }

  @ParameterizedTest
  @CsvSource({
    "apps/api/main.go, same",
    "README.md, same",
    "apps/new/x, same",
    "apps/web/src/a.js, other",
    "apps/web/new, other",
    ".nvmrc, other",
    "netlify.toml, other"
  })
  void isTheSameUnlessSomethingOfItChanges(String path, String expected)
      throws IOException, InterruptedException {
    var changed = new HashMap<>(FILES);
    changed.put(path, "1");

    var before = id(FILES, "before");
    var after = id(changed, "after");

    assertThat(after.equals(before) ? "same" : "other").isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/web/x.js, import a from '../api/a.js'",
    "apps/web/src/x.js, import a from '../../api/a.js'",
    "'apps/web/src/x.js', 'join(here, \"..\", \"..\", \"api\")'",
    "apps/web/x.js, readFile('/workspace/apps/api/a.js')",
    "apps/web/package.json, '{\"scripts\": {\"build\": \"cd ..; make\"}}'",
    "tsconfig.base.json, {}",
    "package.json, '{\"workspaces\": [\"apps/*\"]}'",
    "Makefile, all:",
    "apps/build.config.js, {}"
  })
  void isAllWhereSomethingMayLeadOut(String path, String content) {
    var tree = new MapTree();
    FILES.forEach(tree::with);
    tree.with(path, content);

    assertThat(OwnFolder.of(tree, Detector.detect(tree), line -> {})).isSameAs(tree);
  }

  @Test
  void isAllForAMemberOfAWorkspaceWhichNeedsTheOthers() {
    var tree =
        new MapTree()
            .with("slipway.toml", "[build]\nroot = \"packages/site\"\n")
            .with("package.json", "{\"workspaces\": [\"packages/*\"]}")
            .with("packages/lib/package.json", "{\"name\": \"lib\"}")
            .with("packages/site/package.json", BUILD);

    assertThat(OwnFolder.of(tree, Detector.detect(tree), line -> {})).isSameAs(tree);
  }

  @Test
  void isAllWhereTheProjectIsTheRepository() {
    var tree = new MapTree().with("package.json", BUILD);

    assertThat(OwnFolder.of(tree, Detector.detect(tree), line -> {})).isSameAs(tree);
  }

  @Test
  void looksForNoWayOutInAPicture() {
    var tree = new MapTree();
    FILES.forEach(tree::with);
    tree.withBytes("apps/web/a.png", new byte[] {0, '.', '.', '/', '.', '.', '/'});

    assertThat(OwnFolder.of(tree, Detector.detect(tree), line -> {})).isNotSameAs(tree);
  }

  private String id(Map<String, String> files, String name)
      throws IOException, InterruptedException {
    try (var tree = fetch(files, name)) {
      return OwnFolder.of(tree, Detector.detect(tree), line -> {}).treeId();
    }
  }

  private String wholeId(Map<String, String> files, String name)
      throws IOException, InterruptedException {
    try (var tree = fetch(files, name)) {
      return tree.treeId();
    }
  }

  private SourceTree fetch(Map<String, String> files, String name)
      throws IOException, InterruptedException {
    try (var fixture = FixtureRepository.in(folder.resolve(name + ".git"))) {
      fixture.commit("main", files);
      return new Checkout(CheckoutLimits.USUAL, AllowedHosts.of(), true)
          .fetch(fixture.url(), new BranchName("main"), Optional.empty(), folder.resolve(name));
    }
  }

  private static List<String> names(SourceTree tree) throws IOException, InterruptedException {
    var out = new ByteArrayOutputStream();
    tree.writeTar(out, TarOwner.BUILDER);
    var names = new ArrayList<String>();
    try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        names.add(entry.getName());
      }
    }
    return names;
  }
}
