package dev.slipway.runner.detect.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WorkspaceTest {

  private static final String[] PACKAGES = {
    "apps/web/package.json",
    "apps/docs/package.json",
    "packages/ui/package.json",
    "packages/ui/test/fixture/package.json",
    "packages/ui/node_modules/x/package.json",
    "packages/notes/README.md"
  };

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'packages:\\n  - apps/*\\n'                          | apps/docs apps/web",
        "'packages:\\n  - \"apps/*\" # all\\n- packages/ui\\nx: y' | apps/docs apps/web packages/ui",
        "'packages: [\"packages/**\", \"!**/test/**\"]'         | packages/ui",
        "'packages:\\n  - \"**\"\\n  - \"!apps/d*\"'         | apps/web packages/ui packages/ui/test/fixture",
        "'packages: [../x, /etc, .]'                            | ''"
      })
  void findsThePackagesOfPnpm(String yaml, String found) {
    var tree =
        new MapTree().with("pnpm-workspace.yaml", yaml.replace("\\n", "\n")).withFiles(PACKAGES);

    var workspace = Workspace.at(ProjectFolder.root(tree)).orElseThrow();

    assertThat(workspace.packages()).containsExactlyInAnyOrderElementsOf(words(found));
    assertThat(workspace.from()).isEqualTo("pnpm-workspace.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"workspaces\": [\"apps/*\"]}",
        "{\"workspaces\": {\"packages\": [\"./apps/*\"], \"nohoist\": []}}"
      })
  void findsThePackagesOfOthers(String manifest) {
    var tree = new MapTree().with("package.json", manifest).withFiles(PACKAGES);

    var workspace = Workspace.at(ProjectFolder.root(tree)).orElseThrow();

    assertThat(workspace.packages()).containsExactly("apps/docs", "apps/web");
  }

  @Test
  void knowsTheWorkspaceAroundAPackage() {
    var tree =
        new MapTree().with("package.json", "{\"workspaces\": [\"apps/*\"]}").withFiles(PACKAGES);
    var root = ProjectFolder.root(tree);

    assertThat(Workspace.around(root.in("apps/web"))).isPresent();
    assertThat(Workspace.around(root.in("packages/ui"))).isEmpty();
    assertThat(Workspace.around(root)).isEmpty();
  }

  @Test
  void looksAtSoManyFoldersAndNoMore() {
    var tree =
        new MapTree().with("pnpm-workspace.yaml", "packages: [\"" + "**/*/".repeat(30) + "**\"]");
    for (int i = 0; i < 400; i++) {
      tree.withFiles("a%d/b/c/package.json".formatted(i));
    }

    assertThat(Workspace.at(ProjectFolder.root(tree)).orElseThrow().packages())
        .hasSizeLessThanOrEqualTo(200);
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
