package dev.slipway.runner.detect.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.detect.MapTree;
import dev.slipway.runner.detect.file.ProjectFolder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NodeVersionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        ">=18",
        ">= 18.0.0",
        "24",
        "24.x",
        "v24.1.0",
        "^24.0.0",
        "20 || 22 || >=24",
        ">=20 <25",
        "20 - 24",
        "<=24",
        ">23.1",
        ">18 <=26.0.0",
        "^20.19.0 || >=22.12.0",
        ">=18 <25.0.0-0",
        "lts/*",
        "24.1.0"
      })
  void findsTheBuildersNodeInTheRange(String range) {
    assertThat(NodeVersion.allows(range)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "18",
        "~24.3",
        "20.x",
        "^22.0.0",
        ">=14 <21",
        "16 - 20",
        "<24",
        ">24",
        "18 || 20",
        "iron",
        "lts/iron",
        ">=20 <24.0.0",
        "nonsense ~~"
      })
  void doesNotFindTheBuildersNodeInTheRange(String range) {
    assertThat(NodeVersion.allows(range)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        ".nvmrc         | v20.1.0            | v20.1.0",
        ".nvmrc         | # ours\\n 22 # old  | 22",
        ".node-version  | 18.20.4            | 18.20.4",
        ".tool-versions | ruby 3\\nnodejs 16.1 | 16.1",
        "package.json   | {\"engines\": {\"node\": \"20.x\"}} | 20.x"
      })
  void warnsThatAnotherNodeIsAskedFor(String file, String text, String version) {
    var notes = notes(new MapTree().with(file, text.replace("\\n", "\n")));

    assertThat(notes)
        .singleElement()
        .asString()
        .startsWith("Warning: ")
        .contains(file, "\"" + version + "\"", "Node 24");
  }

  @Test
  void saysWhatIsAskedForWhenTheBuilderHasIt() {
    assertThat(notes(new MapTree().with(".nvmrc", "lts/krypton\n")))
        .containsExactly(".nvmrc asks for Node \"lts/krypton\"; the builder has Node 24.");
    assertThat(notes(new MapTree().with(".nvmrc", "\n\n"))).isEmpty();
  }

  @Test
  void endsWithRangesThatAreHostile() {
    var wish = ">=1 ".repeat(100_000);

    assertThat(NodeVersion.allows(wish)).isFalse();
    assertThat(NodeVersion.allows("1".repeat(119))).isFalse();
    assertThat(NodeVersion.allows(" ".repeat(50) + "-".repeat(60))).isFalse();
  }

  private static List<String> notes(MapTree tree) {
    var folder = ProjectFolder.root(tree);
    return NodeVersion.notes(folder, NodeManifest.read(folder), Optional.empty());
  }
}
